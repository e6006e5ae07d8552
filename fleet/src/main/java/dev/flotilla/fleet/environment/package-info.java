/**
 * Environments, and the channels that their clusters follow.
 *
 * <p>Start at {@link dev.flotilla.fleet.environment.Environment}.
 */
@NullMarked
package dev.flotilla.fleet.environment;

import org.jspecify.annotations.NullMarked;

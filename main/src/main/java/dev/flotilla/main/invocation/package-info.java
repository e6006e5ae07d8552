/**
 * All that a run gets from outside: the fleet, the environment, the folders. Nothing here knows the
 * commands.
 *
 * <p>Start at {@link dev.flotilla.main.invocation.Invocation}.
 */
@NullMarked
package dev.flotilla.main.invocation;

import org.jspecify.annotations.NullMarked;

/**
 * Environments, and the channels that their clusters follow.
 *
 * <p>Which artifacts a channel has is decided by who publishes, not here. Start at {@link
 * dev.flotilla.fleet.environment.Environment}.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/ocirepositories/">tags of an
 *     OCIRepository</a>
 */
@NullMarked
package dev.flotilla.fleet.environment;

import org.jspecify.annotations.NullMarked;

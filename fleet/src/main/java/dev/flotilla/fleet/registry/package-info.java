/**
 * How clusters reach registries: through mirrors, trusting private authorities.
 *
 * <p>Nothing here connects to a registry. Start at {@link dev.flotilla.fleet.registry.Mirror}.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/ocirepositories/">TLS certificates of an
 *     OCIRepository</a>
 */
@NullMarked
package dev.flotilla.fleet.registry;

import org.jspecify.annotations.NullMarked;

/**
 * Artifacts that components and tenants are delivered as: where they are, who signs them, how a
 * cluster applies them.
 *
 * <p>What runs them is in the packages component and tenant. Start at {@link
 * dev.flotilla.fleet.artifact.ArtifactRepository}.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/ocirepositories/">OCIRepository</a>
 */
@NullMarked
package dev.flotilla.fleet.artifact;

import org.jspecify.annotations.NullMarked;

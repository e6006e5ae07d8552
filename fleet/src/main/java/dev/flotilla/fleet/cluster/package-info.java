/**
 * One cluster of a fleet, and the variables that its components and tenants get.
 *
 * <p>The package resolve adds what a cluster has from its fleet. Start at {@link
 * dev.flotilla.fleet.cluster.Cluster}.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution">post-build
 *     variable substitution</a>
 */
@NullMarked
package dev.flotilla.fleet.cluster;

import org.jspecify.annotations.NullMarked;

/**
 * Not API: what the Flux of a cluster delivers, the status of all that, and waiting until it is
 * ready.
 *
 * <p>Nothing is changed; Flux is at most asked to look again. Start at {@link
 * dev.flotilla.main.cluster.delivery.FluxStatus}.
 *
 * @see <a href="https://fluxcd.io/flux/components/kustomize/kustomizations/">status of a
 *     Kustomization</a>
 */
@NullMarked
package dev.flotilla.main.cluster.delivery;

import org.jspecify.annotations.NullMarked;

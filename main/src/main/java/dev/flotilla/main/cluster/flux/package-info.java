/**
 * Not API: what the objects of Flux on a cluster say: what is synced, what is ready, what is in the
 * way.
 *
 * <p>One object is looked at, not what others it has applied. Start at {@link
 * dev.flotilla.main.cluster.flux.LiveFlux}.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">status of a FluxInstance</a>
 */
@NullMarked
package dev.flotilla.main.cluster.flux;

import org.jspecify.annotations.NullMarked;

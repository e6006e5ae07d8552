/**
 * What the objects of Flux on a cluster say: what is synced, what is ready, what is in the way. One
 * object is looked at, not what others it has applied.
 *
 * <p>Start at {@link dev.flotilla.main.cluster.flux.LiveFlux}.
 */
@NullMarked
package dev.flotilla.main.cluster.flux;

import org.jspecify.annotations.NullMarked;

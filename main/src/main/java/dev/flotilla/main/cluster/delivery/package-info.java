/**
 * What the Flux of a cluster delivers: how all that is, and waiting until it is ready. Nothing is
 * changed; Flux is at most asked to look again.
 *
 * <p>Start at {@link dev.flotilla.main.cluster.delivery.FluxStatus}.
 */
@NullMarked
package dev.flotilla.main.cluster.delivery;

import org.jspecify.annotations.NullMarked;

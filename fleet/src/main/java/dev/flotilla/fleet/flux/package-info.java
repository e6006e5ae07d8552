/**
 * Flux on one cluster: the operator, its FluxInstance, and the settings of both.
 *
 * <p>The constructs install it on a cluster. Start at {@link dev.flotilla.fleet.flux.FluxSettings}.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">FluxInstance</a>
 */
@NullMarked
package dev.flotilla.fleet.flux;

import org.jspecify.annotations.NullMarked;

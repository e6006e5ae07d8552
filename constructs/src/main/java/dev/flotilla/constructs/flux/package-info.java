/**
 * Flux on one cluster, installed by OpenTofu: the operator, its FluxInstance, and the Secrets they
 * pull with.
 *
 * <p>What Flux then delivers is not here. Start at {@link
 * dev.flotilla.constructs.flux.FluxBootstrap}, the only type that users name.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">FluxInstance</a>
 */
@NullMarked
package dev.flotilla.constructs.flux;

import org.jspecify.annotations.NullMarked;

/**
 * Flux on one cluster: the operator, its FluxInstance, and the Secrets they pull with, installed by
 * OpenTofu; and what Flux then needs for itself, delivered by the fleet artifact.
 *
 * <p>Start at {@link dev.flotilla.constructs.flux.FluxBootstrap}; {@code RuntimeInfo} and {@code
 * OperatorUpgrade} are what Flux delivers.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">FluxInstance</a>
 */
@NullMarked
package dev.flotilla.constructs.flux;

import org.jspecify.annotations.NullMarked;

/**
 * Flux on one cluster, installed by OpenTofu: the operator, its FluxInstance, and the Secrets they
 * pull with.
 *
 * <p>Start at {@link dev.flotilla.constructs.flux.FluxBootstrap}, the only type that users name.
 */
@NullMarked
package dev.flotilla.constructs.flux;

import org.jspecify.annotations.NullMarked;

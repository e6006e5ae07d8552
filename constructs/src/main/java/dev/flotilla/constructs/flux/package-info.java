/**
 * Flux on one cluster: the operator, its FluxInstance, and the credentials they pull with.
 *
 * <p>Start at {@link dev.flotilla.constructs.flux.FluxBootstrap}; everything else here is a value
 * that it takes.
 */
@NullMarked
package dev.flotilla.constructs.flux;

import org.jspecify.annotations.NullMarked;

/**
 * Flux on one cluster: the operator, its FluxInstance, and the settings of both.
 *
 * <p>How it comes onto a cluster is the constructs' affair. Start at {@link
 * dev.flotilla.fleet.flux.FluxSettings}.
 */
@NullMarked
package dev.flotilla.fleet.flux;

import org.jspecify.annotations.NullMarked;

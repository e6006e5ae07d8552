/**
 * Rendering of what Flux itself needs in the fleet artifact.
 *
 * <p>It may change without notice. Start at {@link
 * dev.flotilla.fleet.flux.internal.OperatorUpgradeObjects}.
 */
@NullMarked
package dev.flotilla.fleet.flux.internal;

import org.jspecify.annotations.NullMarked;

/**
 * What a fleet's clusters have in the fleet artifact, as files, and what is wrong with it.
 *
 * <p>Plain Java: it starts no Node.js and reads nothing. How one feature is rendered is in its own
 * package {@code internal}. Start at {@link dev.flotilla.fleet.render.FleetRenderer}.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">sync of a FluxInstance</a>
 */
@NullMarked
package dev.flotilla.fleet.render;

import org.jspecify.annotations.NullMarked;

/**
 * What a fleet is to whoever has none of its sources: the file {@code fleet.json} in the fleet
 * artifact, which lists artifacts, signers, environments, clusters and what the fleet has on them.
 *
 * <p>It is taken from what the fleet resolves and renders to, and decides nothing. Start at {@link
 * dev.flotilla.fleet.descriptor.FleetDescriptor}.
 */
@NullMarked
package dev.flotilla.fleet.descriptor;

import org.jspecify.annotations.NullMarked;

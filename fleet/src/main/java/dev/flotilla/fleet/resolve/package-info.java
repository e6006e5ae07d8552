/**
 * What each cluster has, its own and from its fleet, and the rules that span a fleet.
 *
 * <p>Nothing else looks these up. Start at {@link dev.flotilla.fleet.resolve.ResolvedFleet}.
 */
@NullMarked
package dev.flotilla.fleet.resolve;

import org.jspecify.annotations.NullMarked;

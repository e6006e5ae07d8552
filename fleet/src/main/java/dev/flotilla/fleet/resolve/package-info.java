/**
 * What each cluster has, its own and from its fleet, and the rules that span a fleet.
 *
 * <p>Nothing else looks these up. Start at {@link dev.flotilla.fleet.resolve.ResolvedFleet}.
 *
 * @see <a href="https://fluxcd.io/flux/installation/configuration/multitenancy/">multi-tenancy of
 *     Flux</a>
 */
@NullMarked
package dev.flotilla.fleet.resolve;

import org.jspecify.annotations.NullMarked;

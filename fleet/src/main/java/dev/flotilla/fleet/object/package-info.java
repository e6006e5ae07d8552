/**
 * The objects of one cluster in the fleet artifact: ResourceSets, files, and what is wrong with
 * them.
 *
 * <p>It knows neither components nor tenants. Start at {@link
 * dev.flotilla.fleet.object.FleetObjects}.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">ResourceSet</a>
 */
@NullMarked
package dev.flotilla.fleet.object;

import org.jspecify.annotations.NullMarked;

/**
 * Tenants: teams that run their own artifact, locked into their namespaces.
 *
 * <p>A tenant never gets anything of the whole cluster. Start at {@link
 * dev.flotilla.fleet.tenant.TenantProps}.
 *
 * @see <a href="https://fluxcd.io/flux/installation/configuration/multitenancy/">multi-tenancy of
 *     Flux</a>
 */
@NullMarked
package dev.flotilla.fleet.tenant;

import org.jspecify.annotations.NullMarked;

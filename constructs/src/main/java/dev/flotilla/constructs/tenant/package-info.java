/**
 * Tenants: teams that run their own artifact, locked into their namespaces.
 *
 * <p>A tenant never gets anything of the whole cluster. Start at {@link
 * dev.flotilla.constructs.tenant.Tenant}.
 *
 * @see <a href="https://fluxcd.io/flux/installation/configuration/multitenancy/">multi-tenancy of
 *     Flux</a>
 */
@NullMarked
package dev.flotilla.constructs.tenant;

import org.jspecify.annotations.NullMarked;

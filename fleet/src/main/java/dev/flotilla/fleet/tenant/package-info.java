/**
 * Tenants: teams that run their own artifact, locked into their namespaces.
 *
 * <p>A tenant never gets anything of the whole cluster. Start at {@link
 * dev.flotilla.fleet.tenant.TenantProps}.
 */
@NullMarked
package dev.flotilla.fleet.tenant;

import org.jspecify.annotations.NullMarked;

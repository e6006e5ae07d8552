/**
 * Rendering of tenants.
 *
 * <p>It may change without notice. Start at {@link
 * dev.flotilla.fleet.tenant.internal.TenantObjects}.
 */
@NullMarked
package dev.flotilla.fleet.tenant.internal;

import org.jspecify.annotations.NullMarked;

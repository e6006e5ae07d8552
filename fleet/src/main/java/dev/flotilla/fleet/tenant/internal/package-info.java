/**
 * Not API: rendering of tenants; it may change without notice.
 *
 * <p>The values are in the package above. Start at {@link
 * dev.flotilla.fleet.tenant.internal.TenantObjects}.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">ResourceSet</a>
 */
@NullMarked
package dev.flotilla.fleet.tenant.internal;

import org.jspecify.annotations.NullMarked;

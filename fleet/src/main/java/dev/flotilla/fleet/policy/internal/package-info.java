/**
 * The rules that tenants are held to, each an admission policy in CEL; no API.
 *
 * <p>Their values are in the package above. Start at {@link
 * dev.flotilla.fleet.policy.internal.TenantRules}.
 */
@NullMarked
package dev.flotilla.fleet.policy.internal;

import org.jspecify.annotations.NullMarked;

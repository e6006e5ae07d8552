/**
 * Not API: the rules that tenants are held to, each an admission policy in CEL; they may change
 * without notice.
 *
 * <p>Their values are in the package above. Start at {@link
 * dev.flotilla.fleet.policy.internal.TenantRules}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">validating
 *     admission policies</a>
 */
@NullMarked
package dev.flotilla.fleet.policy.internal;

import org.jspecify.annotations.NullMarked;

/**
 * What tenants must not do with Flux, as admission policies of the cluster.
 *
 * <p>What tenants are is in the package tenant. Start at {@link
 * dev.flotilla.constructs.policy.SourcePolicy}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">validating
 *     admission policies</a>
 */
@NullMarked
package dev.flotilla.constructs.policy;

import org.jspecify.annotations.NullMarked;

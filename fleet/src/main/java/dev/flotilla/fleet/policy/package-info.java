/**
 * Where tenants get what they run.
 *
 * <p>What the API server then refuses them is in the package internal. Start at {@link
 * dev.flotilla.fleet.policy.SourcePolicyProps}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">validating
 *     admission policies</a>
 */
@NullMarked
package dev.flotilla.fleet.policy;

import org.jspecify.annotations.NullMarked;

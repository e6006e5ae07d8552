/**
 * Not API: who owns the Flux of a cluster and its objects, somebody else, OpenTofu or Flux itself,
 * and what stands in the way of a deploy.
 *
 * <p>Whether that is refused or cleared away is decided by the callers. Start at {@link
 * dev.flotilla.main.cluster.ownership.ClusterIdentityCheck}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">server-side
 *     apply</a>
 */
@NullMarked
package dev.flotilla.main.cluster.ownership;

import org.jspecify.annotations.NullMarked;

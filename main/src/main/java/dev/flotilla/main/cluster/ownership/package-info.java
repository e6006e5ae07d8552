/**
 * Who owns the Flux of a cluster and its objects: somebody else, OpenTofu or Flux itself; and what
 * stands in the way of a deploy. Whether that is refused or cleared away is decided by the callers.
 *
 * <p>Start at {@link dev.flotilla.main.cluster.ownership.ClusterIdentityCheck}.
 */
@NullMarked
package dev.flotilla.main.cluster.ownership;

import org.jspecify.annotations.NullMarked;

/**
 * Whose the Flux of a cluster and its objects are: somebody else's, OpenTofu's or Flux's own, and
 * what stands in the way of a deploy. Whether that is refused or made way for is decided by those
 * who call.
 *
 * <p>Start at {@link dev.flotilla.main.cluster.ownership.ClusterIdentityCheck}.
 */
@NullMarked
package dev.flotilla.main.cluster.ownership;

import org.jspecify.annotations.NullMarked;

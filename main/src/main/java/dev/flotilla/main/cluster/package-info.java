/**
 * A live cluster: how it is reached, and asking its API server. What the objects on it mean is
 * known to the packages below; outside of these nothing loads the Kubernetes client, so that what
 * needs no cluster starts fast.
 *
 * <p>Start at {@link dev.flotilla.main.cluster.ResolvedAccess} and {@link
 * dev.flotilla.main.cluster.LiveCluster}.
 */
@NullMarked
package dev.flotilla.main.cluster;

import org.jspecify.annotations.NullMarked;

/**
 * Not API: a live cluster, how it is reached, and asking its API server.
 *
 * <p>What the objects on it mean is known to the packages below; outside of these nothing loads the
 * Kubernetes client, so that what needs no cluster starts fast. Start at {@link
 * dev.flotilla.main.cluster.ResolvedAccess} and {@link dev.flotilla.main.cluster.LiveCluster}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/">concepts of the
 *     Kubernetes API</a>
 */
@NullMarked
package dev.flotilla.main.cluster;

import org.jspecify.annotations.NullMarked;

/**
 * A live cluster: how it is reached, whether it is the right one, how its Flux is.
 *
 * <p>Start at {@link dev.flotilla.main.cluster.Access} and {@link
 * dev.flotilla.main.cluster.LiveCluster}. The Kubernetes client is loaded here only, so that what
 * needs no cluster starts fast.
 */
@NullMarked
package dev.flotilla.main.cluster;

import org.jspecify.annotations.NullMarked;

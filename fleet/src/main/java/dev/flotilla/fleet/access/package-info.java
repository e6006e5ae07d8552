/**
 * How OpenTofu and the program reach a cluster.
 *
 * <p>It holds no credential, only ways to one. Start at {@link
 * dev.flotilla.fleet.access.ClusterAccess}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">kubeconfig
 *     files</a>
 */
@NullMarked
package dev.flotilla.fleet.access;

import org.jspecify.annotations.NullMarked;

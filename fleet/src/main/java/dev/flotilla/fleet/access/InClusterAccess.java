package dev.flotilla.fleet.access;

import java.util.Optional;

/**
 * Access from a pod of the cluster by its ServiceAccount.
 *
 * <p>The program writes the kubeconfig that the stack names; it refers to the token's file, which
 * Kubernetes renews, and holds no token.
 *
 * @see ClusterAccess#inCluster
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/#without-using-a-proxy">
 *     Accessing the API from a pod</a>
 */
public record InClusterAccess() implements ClusterAccess {
  @Override
  public String description() {
    return "the cluster of the pod that this runs in";
  }

  @Override
  public Optional<KubeconfigAccess> kubeconfig(String cluster) {
    return Optional.of(new KubeconfigAccess("../../../.flotilla/kubeconfig/" + cluster, cluster));
  }
}

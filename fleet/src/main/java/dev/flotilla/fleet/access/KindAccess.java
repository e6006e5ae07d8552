package dev.flotilla.fleet.access;

import java.util.Optional;

/**
 * Access to a kind cluster that a stack of its own creates.
 *
 * @see ClusterAccess#kind
 */
public record KindAccess() implements ClusterAccess {
  /** Returns the name of the stack that creates the kind cluster of that name. */
  public static String stackName(String cluster) {
    return cluster + "-kind";
  }

  /**
   * Returns the kubeconfig that both stacks know, seen from a stack's folder: one writes it, the
   * other reads it.
   */
  public static KubeconfigAccess written(String cluster) {
    return new KubeconfigAccess(
        "../../../.flotilla/kind/" + cluster + ".kubeconfig", "kind-" + cluster);
  }

  @Override
  public String description() {
    return "a kind cluster";
  }

  @Override
  public Optional<KubeconfigAccess> kubeconfig(String cluster) {
    return Optional.of(written(cluster));
  }
}

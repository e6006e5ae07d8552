package dev.flotilla.stacks;

/** Access to a kind cluster that a stack of its own makes. */
public record KindAccess() implements ClusterAccess {
  /** Returns the name of the stack that makes the kind cluster. */
  public static String stackName(Cluster cluster) {
    return cluster.name() + "-kind";
  }

  /**
   * Returns the kubeconfig that both stacks know, seen from a stack's folder: one writes it, the
   * other reads it.
   */
  public static KubeconfigAccess kubeconfig(Cluster cluster) {
    return new KubeconfigAccess(
        "../../../.flotilla/kind/" + cluster.name() + ".kubeconfig", "kind-" + cluster.name());
  }

  @Override
  public String description() {
    return "a kind cluster";
  }

  @Override
  public void addProviders(ClusterStack stack, Cluster cluster) {
    KubeconfigProviders.add(stack, kubeconfig(cluster));
  }
}

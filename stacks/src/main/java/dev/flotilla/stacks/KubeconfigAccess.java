package dev.flotilla.stacks;

/**
 * Access by a context of a kubeconfig file. Both are variables of the stack, so that a machine that
 * has the file elsewhere needs no other JSON.
 */
public record KubeconfigAccess(String path, String context) implements ClusterAccess {
  public KubeconfigAccess {
    if (path.isBlank()) {
      throw new IllegalArgumentException(
          "a kubeconfig needs a path such as '~/.kube/config', got '" + path + "'");
    }
    if (context.isBlank()) {
      throw new IllegalArgumentException(
          "a kubeconfig context must be named, got '"
              + context
              + "'; list them with 'kubectl config get-contexts'");
    }
  }

  @Override
  public String description() {
    return "context '" + context + "' of '" + path + "'";
  }

  @Override
  public void addProviders(ClusterStack stack, Cluster cluster) {
    KubeconfigProviders.add(stack, this);
  }
}

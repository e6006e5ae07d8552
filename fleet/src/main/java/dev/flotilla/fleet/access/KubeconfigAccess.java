package dev.flotilla.fleet.access;

import java.util.Optional;

/**
 * Access by a context of a kubeconfig file. Both are variables of the stack, so that the same JSON
 * works on a machine that has the file elsewhere.
 *
 * @see ClusterAccess#kubeconfig
 */
public record KubeconfigAccess(String path, String context) implements ClusterAccess {
  /** The OpenTofu variable that names another file. */
  public static final String PATH_VARIABLE = "kubeconfig";

  /** The OpenTofu variable that names another context. */
  public static final String CONTEXT_VARIABLE = "kube_context";

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
  public Optional<KubeconfigAccess> kubeconfig(String cluster) {
    return Optional.of(this);
  }
}

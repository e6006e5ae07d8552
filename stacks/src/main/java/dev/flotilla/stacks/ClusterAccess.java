package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import com.hashicorp.cdktf.providers.helm.provider.HelmProvider;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderConfig;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderKubernetes;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProvider;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProviderConfig;
import dev.flotilla.constructs.opentofu.TemplateText;

/** How OpenTofu and the program reach a cluster. */
public sealed interface ClusterAccess {
  /**
   * Returns access by a context of a kubeconfig file. The context is always named: whatever the
   * file's current context is, a cluster's plan goes to that cluster.
   *
   * @param path the file; a leading {@code ~} is the home folder
   */
  static Kubeconfig kubeconfig(String path, String context) {
    return new Kubeconfig(path, context);
  }

  /** Access by a kubeconfig file, which the variables below replace on another machine. */
  record Kubeconfig(String path, String context) implements ClusterAccess {
    /** The OpenTofu variable that names another file. */
    public static final String PATH_VARIABLE = "kubeconfig";

    /** The OpenTofu variable that names another context. */
    public static final String CONTEXT_VARIABLE = "kube_context";

    public Kubeconfig {
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

    void addProviders(ClusterStack stack) {
      String file = variable(stack, PATH_VARIABLE, path, "The kubeconfig file.");
      String name = variable(stack, CONTEXT_VARIABLE, context, "The context in the kubeconfig.");
      new KubernetesProvider(
          stack,
          "kubernetes",
          KubernetesProviderConfig.builder().configPath(file).configContext(name).build());
      new HelmProvider(
          stack,
          "helm",
          HelmProviderConfig.builder()
              .kubernetes(
                  HelmProviderKubernetes.builder().configPath(file).configContext(name).build())
              .build());
    }

    private static String variable(
        ClusterStack stack, String name, String defaultValue, String description) {
      return new TerraformVariable(
              stack,
              name,
              TerraformVariableConfig.builder()
                  .type("string")
                  .defaultValue(TemplateText.literal(defaultValue))
                  .description(description)
                  .build())
          .getStringValue();
    }
  }
}

package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import com.hashicorp.cdktf.providers.helm.provider.HelmProvider;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderConfig;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderKubernetes;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProvider;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProviderConfig;
import dev.flotilla.constructs.opentofu.TemplateText;

/** The providers of a cluster that is reached by a kubeconfig file. */
public final class KubeconfigProviders {
  /** The OpenTofu variable that names another file. */
  public static final String PATH_VARIABLE = "kubeconfig";

  /** The OpenTofu variable that names another context. */
  public static final String CONTEXT_VARIABLE = "kube_context";

  private KubeconfigProviders() {}

  static void add(ClusterStack stack, KubeconfigAccess access) {
    String file = variable(stack, PATH_VARIABLE, access.path(), "The kubeconfig file.");
    String context =
        variable(stack, CONTEXT_VARIABLE, access.context(), "The context in the kubeconfig.");
    new KubernetesProvider(
        stack,
        "kubernetes",
        KubernetesProviderConfig.builder().configPath(file).configContext(context).build());
    new HelmProvider(
        stack,
        "helm",
        HelmProviderConfig.builder()
            .kubernetes(
                HelmProviderKubernetes.builder().configPath(file).configContext(context).build())
            .build());
  }

  private static String variable(
      ClusterStack stack, String name, String defaultValue, String description) {
    new TerraformVariable(
        stack,
        name,
        TerraformVariableConfig.builder()
            .type("string")
            .defaultValue(TemplateText.literal(defaultValue))
            .description(description)
            .build());
    return "${var." + name + "}";
  }
}

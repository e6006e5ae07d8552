package dev.flotilla.constructs.opentofu;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import com.hashicorp.cdktf.providers.helm.provider.HelmProvider;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderConfig;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderKubernetes;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProvider;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProviderConfig;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.access.EndpointAccess;
import dev.flotilla.fleet.access.ExecCredential;
import dev.flotilla.fleet.access.KubeconfigAccess;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Map;

/** The providers by which OpenTofu reaches a cluster. */
public final class ClusterProviders {
  private ClusterProviders() {}

  /** Has {@code stack} reach the cluster of that name. */
  public static void add(TerraformStack stack, String cluster, ClusterAccess access) {
    if (access instanceof EndpointAccess endpoint) {
      addEndpoint(stack, endpoint);
    } else {
      addKubeconfig(stack, access.kubeconfig(cluster).orElseThrow());
    }
  }

  /**
   * File and context are variables, so that the same JSON works on a machine with others, and
   * ephemeral, so that a saved plan does too: OpenTofu freezes any other variable in it.
   */
  private static void addKubeconfig(TerraformStack stack, KubeconfigAccess access) {
    String file =
        variable(stack, KubeconfigAccess.PATH_VARIABLE, access.path(), "The kubeconfig file.");
    String context =
        variable(
            stack,
            KubeconfigAccess.CONTEXT_VARIABLE,
            access.context(),
            "The context in the kubeconfig.");
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
      TerraformStack stack, String name, String defaultValue, String description) {
    OpenTofuOverrides.ephemeral(
        new TerraformVariable(
            stack,
            name,
            TerraformVariableConfig.builder()
                .type("string")
                .defaultValue(TemplateText.literal(defaultValue))
                .description(description)
                .build()));
    return "${var." + name + "}";
  }

  private static void addEndpoint(TerraformStack stack, EndpointAccess access) {
    String server = access.server().toString();
    KubernetesProvider kubernetes =
        new KubernetesProvider(
            stack,
            "kubernetes",
            KubernetesProviderConfig.builder()
                .host(server)
                .clusterCaCertificate(access.certificateAuthority())
                .build());
    HelmProvider helm =
        new HelmProvider(
            stack,
            "helm",
            HelmProviderConfig.builder()
                .kubernetes(
                    HelmProviderKubernetes.builder()
                        .host(server)
                        .clusterCaCertificate(access.certificateAuthority())
                        .build())
                .build());
    OpenTofuOverrides.execCredential(kubernetes, helm, exec(access.exec()));
  }

  private static Map<String, Object> exec(ExecCredential credential) {
    return Ordered.map(
        "api_version", credential.apiVersion(),
        "command", TemplateText.literal(credential.command()),
        "args", credential.arguments().stream().map(TemplateText::literal).toList(),
        "env", TemplateText.literals(credential.environment()));
  }
}

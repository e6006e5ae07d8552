package dev.flotilla.stacks;

import com.hashicorp.cdktf.providers.helm.provider.HelmProvider;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderConfig;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderKubernetes;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProvider;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProviderConfig;
import dev.flotilla.constructs.kubernetes.HostPort;
import dev.flotilla.constructs.opentofu.OpenTofuOverrides;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Access by an address and a command that fetches credentials when they are needed.
 *
 * @param server the API server, an https URL
 * @param certificateAuthority its certificate authority, as PEM text
 */
public record EndpointAccess(URI server, String certificateAuthority, ExecCredential exec)
    implements ClusterAccess {
  public EndpointAccess {
    boolean hasUser = String.valueOf(server.getRawAuthority()).contains("@");
    if (!"https".equals(server.getScheme())
        || hasUser
        || server.getRawAuthority() == null
        || !HostPort.isValid(String.valueOf(server.getRawAuthority()))) {
      throw refused(hasUser ? "…" : server.toString());
    }
    if (!certificateAuthority.startsWith("-----BEGIN CERTIFICATE-----")) {
      throw new IllegalArgumentException(
          "the certificate authority of '"
              + server
              + "' must be PEM text, beginning with '-----BEGIN CERTIFICATE-----'");
    }
  }

  static URI parse(String server) {
    try {
      return new URI(server);
    } catch (URISyntaxException e) {
      throw refused(server.contains("@") ? "…" : server);
    }
  }

  private static IllegalArgumentException refused(String server) {
    return new IllegalArgumentException(
        "the API server must be an https URL such as 'https://10.0.0.1:6443', got '"
            + server
            + "'");
  }

  @Override
  public String description() {
    return "'" + server + "'";
  }

  @Override
  public void addProviders(ClusterStack stack, Cluster cluster) {
    KubernetesProvider kubernetes =
        new KubernetesProvider(
            stack,
            "kubernetes",
            KubernetesProviderConfig.builder()
                .host(server.toString())
                .clusterCaCertificate(certificateAuthority)
                .build());
    HelmProvider helm =
        new HelmProvider(
            stack,
            "helm",
            HelmProviderConfig.builder()
                .kubernetes(
                    HelmProviderKubernetes.builder()
                        .host(server.toString())
                        .clusterCaCertificate(certificateAuthority)
                        .build())
                .build());
    OpenTofuOverrides.execCredential(kubernetes, helm, exec.toSpec());
  }
}

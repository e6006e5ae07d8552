package dev.flotilla.tests.harness.flux;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** A client with a token of a tenant's own, and so with the role that the fleet has given it. */
public final class TenantAccount {
  private TenantAccount() {}

  /** Returns a token of a service account. */
  public static String token(KubernetesClient admin, String namespace, String name) {
    return admin
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(name)
        .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
        .getStatus()
        .getToken();
  }

  public static KubernetesClient of(KubernetesClient admin, String namespace) {
    String token = token(admin, namespace, "flux");
    Config config = admin.getConfiguration();
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(config.getMasterUrl())
                .withCaCertData(config.getCaCertData())
                .withCaCertFile(config.getCaCertFile())
                .withOauthToken(token)
                .withNamespace(namespace)
                .build())
        .build();
  }
}

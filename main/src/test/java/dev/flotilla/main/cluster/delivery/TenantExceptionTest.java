package dev.flotilla.main.cluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantExceptionTest {
  private static final String RULES = "policy.flotilla.dev/network: 'egress tenant/shop'";

  @Test
  void listsWhatAnAnnotationAllowsBeyondTheRules() {
    GenericKubernetesResource web =
        tenant(
            "web",
            RULES
                + ", policy.flotilla.dev/hosts: web.acme.example, policy.flotilla.dev/signers: '^a$ ^b$', policy.flotilla.dev/node-ports: '30080\n\n30081'");

    assertThat(TenantException.of(List.of(web, tenant("shop", RULES))))
        .containsExactly(new TenantException("web", "node-ports", List.of("30080", "30081")));
  }

  @Test
  void listsAnOpenNetwork() {
    assertThat(TenantException.of(List.of(tenant("web", ""), tenant("shop", ""))))
        .containsExactly(
            new TenantException("shop", "network", List.of("everybody")),
            new TenantException("web", "network", List.of("everybody")));
  }

  @Test
  void ignoresNamespacesOfComponents() {
    assertThat(
            TenantException.of(
                List.of(object("{name: monitoring}"), object("{name: a, labels: {b: c}}"))))
        .isEmpty();
  }

  private static GenericKubernetesResource tenant(String name, String annotations) {
    return object(
        "{name: %s, labels: {toolkit.fluxcd.io/tenant: %s}, annotations: {%s}}"
            .formatted(name, name, annotations));
  }

  private static GenericKubernetesResource object(String metadata) {
    return Serialization.unmarshal(
        "apiVersion: v1\nkind: Namespace\nmetadata: " + metadata, GenericKubernetesResource.class);
  }
}

package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderedPolicyTest {
  private static final SourcePolicyProps ACME = SourcePolicyProps.of("oci://ghcr.io/acme/");

  private final TestCluster cluster = new TestCluster();

  @Test
  void policyIsTheResourceSetPolicies() {
    cluster.add("staging/SourcePolicy", ACME);

    assertThat(cluster.file("tenants/staging/policies.yaml"))
        .startsWith("apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\n")
        .contains("\n  name: policies\n  namespace: flux-system\n");
    assertThat(cluster.problems()).isEmpty();
  }

  @Test
  void refusesASecondPolicyAndNamesBoth() {
    cluster.add("staging/One", ACME);
    cluster.add("staging/Two", ACME);

    assertThat(cluster.problems())
        .singleElement()
        .extracting(Problem::toString)
        .asString()
        .startsWith(
            "staging/Two: an object must be defined once, got ResourceSet 'flux-system/policies', ConfigMap 'flux-system/flux-allowlist', ")
        .endsWith(" from 'staging/One' too; give each its own name and namespaces");
  }

  @Test
  void refusesASourceOfATenantElsewhere() {
    cluster.add("staging/frontend", declared("frontend", "tenant", "oci://ghcr.io/other/web"));
    cluster.add("staging/SourcePolicy", ACME);

    assertThat(cluster.problems())
        .containsExactly(
            new Problem(
                "staging/frontend",
                "a tenant's source must be one that the fleet allows, got 'oci://ghcr.io/other/web' in OCIRepository 'frontend/web'; allow it in the fleet's source policy, which has [oci://ghcr.io/acme/]"));
  }

  @Test
  void takesSourcesOfTenantsBelowAPrefixAndThoseOfOthers() {
    List<KubernetesObject> objects = new ArrayList<>();
    objects.addAll(declared("frontend", "tenant", "oci://ghcr.io/acme/web"));
    objects.addAll(declared("monitoring", "infra", "oci://ghcr.io/other/web"));
    objects.add(source("unknown", "oci://evil.test/a"));
    cluster.add("staging", objects);
    cluster.add("staging/SourcePolicy", ACME);

    assertThat(cluster.problems()).isEmpty();
  }

  private static List<KubernetesObject> declared(String namespace, String role, String url) {
    return List.of(
        KubernetesObject.ofCluster("v1", "Namespace", namespace, Ordered.map())
            .with(Map.of("toolkit.fluxcd.io/role", role), Ordered.NONE),
        source(namespace, url));
  }

  private static KubernetesObject source(String namespace, String url) {
    return KubernetesObject.of(
        "source.toolkit.fluxcd.io/v1",
        "OCIRepository",
        namespace,
        "web",
        Ordered.map("spec", Ordered.map("interval", "5m", "url", url)));
  }
}

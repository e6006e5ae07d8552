package dev.flotilla.constructs.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.TestCluster;
import dev.flotilla.constructs.fleet.Problem;
import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.Ordered;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

class SourcePolicyTest {
  private static final SourcePolicyProps ACME = SourcePolicyProps.of("oci://ghcr.io/acme/");

  private final TestCluster cluster = new TestCluster();

  @Test
  void isTheResourceSetPolicies() {
    SourcePolicy policy = new SourcePolicy(cluster, "SourcePolicy", ACME);

    assertThat(cluster.file("tenants/staging/policies.yaml"))
        .startsWith("apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\n")
        .contains("\n  name: policies\n  namespace: flux-system\n");
    assertThat(cluster.objects().problems()).isEmpty();
    assertThat(policy.getNode().getChildren()).isEmpty();
  }

  @Test
  void secondIsAProblemThatNamesBoth() {
    new SourcePolicy(cluster, "One", ACME);
    new SourcePolicy(cluster, "Two", ACME);

    assertThat(cluster.objects().problems())
        .singleElement()
        .extracting(Problem::toString)
        .asString()
        .startsWith(
            "staging/Two: an object must come from one construct, got ResourceSet 'flux-system/policies', ConfigMap 'flux-system/flux-allowlist', ")
        .endsWith(" from 'staging/One' too; give each its own name and namespaces");
  }

  @Test
  void sourceOfATenantElsewhereIsAProblem() {
    declare("frontend", "tenant", "oci://ghcr.io/other/web");
    new SourcePolicy(cluster, "SourcePolicy", ACME);

    assertThat(cluster.objects().problems())
        .containsExactly(
            new Problem(
                "staging/frontend",
                "a tenant's source must be one that the fleet allows, got 'oci://ghcr.io/other/web' in OCIRepository 'frontend/web'; allow it in the fleet's source policy, which has [oci://ghcr.io/acme/]"));
  }

  @Test
  void sourcesOfTenantsBelowAPrefixAndAllOthersAreNone() {
    declare("frontend", "tenant", "oci://ghcr.io/acme/web");
    declare("monitoring", "infra", "oci://ghcr.io/other/web");
    cluster.objects().sync("source.yaml", () -> "staging", source("unknown", "oci://evil.test/a"));
    new SourcePolicy(cluster, "SourcePolicy", ACME);

    assertThat(cluster.objects().problems()).isEmpty();
  }

  private void declare(String namespace, String role, String url) {
    cluster
        .objects()
        .sync(
            namespace + ".yaml",
            () -> "staging/" + namespace,
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

  @Test
  void exampleOfTheJavadocIsRendered() throws IOException {
    new Example(cluster);

    assertThat(cluster.file("tenants/staging/policies.yaml"))
        .contains("minio.acme.example:9000/fleet");
    JavadocExample.isCompiled(SourcePolicy.class, SourcePolicyTest.class);
  }

  private static final class Example extends Construct {
    Example(TestCluster cluster) {
      super(cluster, "Example");
      // example
      SourcePolicyProps policy =
          SourcePolicyProps.of("https://github.com/acme/", "oci://ghcr.io/acme/")
              .allowing(new AllowedBucket("minio.acme.example:9000", "fleet"));
      new SourcePolicy(this, "SourcePolicy", policy);
      // end
    }
  }
}

package dev.flotilla.constructs.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.constructs.JavadocExample;
import dev.flotilla.constructs.TestCluster;
import dev.flotilla.constructs.artifact.ArtifactRepository;
import dev.flotilla.constructs.artifact.ArtifactSigner;
import dev.flotilla.constructs.component.ComponentSet;
import dev.flotilla.constructs.component.ComponentSetProps;
import dev.flotilla.constructs.fleet.Problem;
import dev.flotilla.constructs.flux.OciUrl;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

class TenantTest {
  private final TestCluster cluster = new TestCluster();

  @Test
  void isAResourceSetOfItsOwnInAFileOfItsOwn() {
    new Tenant(cluster, "Frontend", Tenants.frontend().build());

    assertThat(cluster.file("tenants/staging/frontend.yaml"))
        .startsWith("apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\n")
        .contains("\n  name: frontend\n  namespace: flux-system\n");
    assertThat(cluster.objects().problems()).isEmpty();
  }

  @Test
  void addsNoChildToTheTree() {
    Tenant tenant = new Tenant(cluster, "Frontend", Tenants.frontend().build());

    assertThat(tenant.getNode().getChildren()).isEmpty();
  }

  @Test
  void secondOfANameIsAProblemThatNamesBoth() {
    new Tenant(cluster, "Frontend", Tenants.frontend().build());
    new Tenant(
        new Construct(cluster, "More"), "Frontend", Tenants.frontend().namespaces("web").build());

    assertThat(cluster.objects().problems())
        .containsExactly(
            new Problem(
                "staging/More/Frontend",
                "an object must come from one construct, got ResourceSet 'flux-system/frontend' from 'staging/Frontend' too; give each its own name and namespaces"));
  }

  @Test
  void secondInANamespaceIsAProblemThatNamesBoth() {
    new Tenant(cluster, "Frontend", Tenants.frontend().build());
    new Tenant(
        cluster,
        "Backend",
        TenantProps.builder(Tenants.APPS.artifact("backend"))
            .namespaces("backend", "frontend")
            .build());

    assertThat(cluster.objects().problems())
        .extracting(Problem::toString)
        .containsExactly(
            "staging/Backend: an object must come from one construct, got Namespace 'frontend', ConfigMap 'frontend/flux-runtime-info', Secret 'frontend/ghcr-auth', ServiceAccount 'frontend/flux', RoleBinding 'frontend/flux', NetworkPolicy 'frontend/default-deny' from 'staging/Frontend' too; give each its own name and namespaces");
  }

  @Test
  void dependencyThatTheClusterLacksIsAProblem() {
    new Tenant(cluster, "Frontend", Tenants.frontend().dependsOn(Tenants.MONITORING).build());

    assertThat(cluster.objects().problems())
        .containsExactly(
            new Problem(
                "staging/Frontend",
                "a dependency must be on the same cluster, got component 'monitoring', which cluster 'staging' does not run; add it there, or drop the dependency"));
  }

  @Test
  void dependencyOnTheClusterIsNone() {
    new Tenant(cluster, "Frontend", Tenants.frontend().dependsOn(Tenants.MONITORING).build());
    new ComponentSet(cluster, "Infra", ComponentSetProps.of("infra", Tenants.MONITORING));

    assertThat(cluster.objects().problems()).isEmpty();
  }

  @Test
  void missingVariableIsAProblem() {
    new Tenant(
        cluster,
        "Frontend",
        TenantProps.builder(Tenants.APPS.artifact("frontend").consuming("CLUSTER_REGION")).build());

    assertThat(cluster.objects().problems())
        .containsExactly(
            new Problem(
                "staging/Frontend",
                "a cluster must have each variable that its artifacts consume, got no 'CLUSTER_REGION' on 'staging'; set it there, or let artifact 'frontend' substitute a value of its own"));
  }

  @Test
  void exampleOfTheJavadocIsRendered() throws IOException {
    new Example(cluster);

    assertThat(cluster.file("tenants/staging/frontend.yaml")).isNotEmpty();
    JavadocExample.isCompiled(Tenant.class, TenantTest.class);
  }

  private static final class Example extends Construct {
    Example(TestCluster cluster) {
      super(cluster, "Example");
      // example
      ArtifactSigner signer = ArtifactSigner.gitHubActions("acme/apps");
      OciUrl url = new OciUrl("oci://ghcr.io/acme/apps");
      ArtifactRepository apps = new ArtifactRepository("apps", url, signer);
      new Tenant(this, "Frontend", TenantProps.builder(apps.artifact("frontend")).build());
      // end
    }
  }
}

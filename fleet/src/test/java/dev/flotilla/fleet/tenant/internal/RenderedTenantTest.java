package dev.flotilla.fleet.tenant.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.tenant.Tenants;
import org.junit.jupiter.api.Test;

class RenderedTenantTest {
  private final TestCluster cluster = new TestCluster();

  @Test
  void tenantIsAResourceSetOfItsOwnInAFileOfItsOwn() {
    cluster.add("staging/Frontend", Tenants.frontend().build());

    assertThat(cluster.file("tenants/staging/frontend.yaml"))
        .startsWith("apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\n")
        .contains("\n  name: frontend\n  namespace: flux-system\n");
    assertThat(cluster.problems()).isEmpty();
  }

  @Test
  void refusesASecondTenantOfOneNameAndNamesBoth() {
    cluster.add("staging/Frontend", Tenants.frontend().build());
    cluster.add("staging/More/Frontend", Tenants.frontend().namespaces("web").build());

    assertThat(cluster.problems())
        .containsExactly(
            new Problem(
                "staging/More/Frontend",
                "an object must be defined once, got ResourceSet 'flux-system/frontend' from 'staging/Frontend' too; give each its own name and namespaces"));
  }

  @Test
  void refusesASecondTenantInANamespaceAndNamesBoth() {
    cluster.add("staging/Frontend", Tenants.frontend().build());
    cluster.add(
        "staging/Backend",
        TenantProps.builder(Tenants.APPS.artifact("backend"))
            .namespaces("backend", "frontend")
            .build());

    assertThat(cluster.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "staging/Backend: an object must be defined once, got Namespace 'frontend', ConfigMap 'frontend/flux-runtime-info', Secret 'frontend/ghcr-auth', ServiceAccount 'frontend/flux', RoleBinding 'frontend/flux', NetworkPolicy 'frontend/default-deny' from 'staging/Frontend' too; give each its own name and namespaces");
  }

  @Test
  void refusesADependencyThatTheClusterDoesNotHave() {
    cluster.add("staging/Frontend", Tenants.frontend().dependsOn(Tenants.MONITORING).build());

    assertThat(cluster.problems())
        .containsExactly(
            new Problem(
                "staging/Frontend",
                "a dependency must be on the same cluster, got component 'monitoring', which cluster 'staging' does not run; add it there, or drop the dependency"));
  }

  @Test
  void takesADependencyThatTheClusterHas() {
    cluster.add("staging/Frontend", Tenants.frontend().dependsOn(Tenants.MONITORING).build());
    cluster.add("staging/Infra", ComponentSetProps.of("infra", Tenants.MONITORING));

    assertThat(cluster.problems()).isEmpty();
  }

  @Test
  void refusesAMissingVariable() {
    cluster.add(
        "staging/Frontend",
        TenantProps.builder(Tenants.APPS.artifact("frontend").consuming("CLUSTER_REGION")).build());

    assertThat(cluster.problems())
        .containsExactly(
            new Problem(
                "staging/Frontend",
                "a cluster must have each variable that its artifacts consume, got no 'CLUSTER_REGION' on 'staging'; set it there, or let artifact 'frontend' substitute a value of its own"));
  }
}

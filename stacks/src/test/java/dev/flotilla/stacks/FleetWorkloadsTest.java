package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.stacks.fixture.Synth;
import org.junit.jupiter.api.Test;

/** Which components and tenants run where. */
class FleetWorkloadsTest {
  @Test
  void workloadClusterRunsWhatTheFleetRunsAndItsOwn() {
    Cluster staging =
        Fleets.staging()
            .addComponentSet(TestWorkloads.set("canary"))
            .addTenant(TestWorkloads.tenant("lab"))
            .build();
    Fleet fleet = TestWorkloads.running(staging);

    assertThat(fleet.workloads(staging).componentSets())
        .containsExactly(TestWorkloads.set("infra"), TestWorkloads.set("canary"));
    assertThat(fleet.workloads(staging).tenants())
        .containsExactly(TestWorkloads.tenant("web"), TestWorkloads.tenant("lab"));
    assertThat(TestWorkloads.paths(fleet, staging))
        .containsExactly(
            "clusters/staging/tenants.yaml",
            "tenants/staging/policies.yaml",
            "tenants/staging/infra.yaml",
            "tenants/staging/canary.yaml",
            "tenants/staging/web.yaml",
            "tenants/staging/lab.yaml");
  }

  @Test
  void automationClusterRunsItsOwnOnly() {
    Cluster update =
        Cluster.automation("update", Environment.STAGING)
            .addTenant(TestWorkloads.tenant("lab"))
            .build();
    Fleet fleet = TestWorkloads.running(update);

    assertThat(fleet.workloads(update).componentSets()).isEmpty();
    assertThat(fleet.workloads(update).tenants()).containsExactly(TestWorkloads.tenant("lab"));
  }

  @Test
  void clusterWithoutAnyHasNoKustomizationForThem() {
    Cluster staging = Fleets.staging().build();

    assertThat(TestWorkloads.paths(Fleets.of(staging), staging)).isEmpty();
  }

  @Test
  void pinnedReleaseRunsOnThatClusterOnly() {
    Cluster staging = Fleets.staging().pin(TestWorkloads.WEB, new Version(1, 2, 3)).build();
    Cluster prod = Fleets.prod().build();
    Fleet fleet = TestWorkloads.running(staging, prod);

    assertThat(TestWorkloads.file(fleet, staging, "tenants/staging/web.yaml"))
        .contains("tag: v1.2.3\n");
    assertThat(TestWorkloads.file(fleet, prod, "tenants/prod/web.yaml"))
        .contains("tag: latest-stable\n");
  }

  @Test
  void ownVariablesArePassedToComponentsAndTenants() {
    Cluster staging = Fleets.staging().addVariable("INGRESS_CLASS", "nginx").build();

    assertThat(
            TestWorkloads.file(
                Fleets.of(staging), staging, "clusters/staging/flux-system/runtime-info.yaml"))
        .contains("  INGRESS_CLASS: nginx\n");
  }

  @Test
  void secretsOfArtifactsAreOnTheClustersThatRunThem() {
    Artifact own =
        TestWorkloads.WEB
            .withCredential(Credential.registry("web-auth", "ghcr.io", "web"))
            .withDecryption(Credential.opaque("web-sops", "age.agekey"));
    Cluster staging = Fleets.staging().addTenant(TenantProps.builder(own).build()).build();
    Cluster prod = Fleets.prod().build();
    Fleet fleet = Fleets.of(staging, prod);

    assertThat(new ClusterResolver(fleet).resolve(staging).credentials())
        .extracting(Credential::secretName)
        .containsExactly("ghcr-auth", "web-auth", "web-sops");
    assertThat(new ClusterResolver(fleet).resolve(prod).credentials())
        .extracting(Credential::secretName)
        .containsExactly("ghcr-auth");
    assertThat(Synth.json(fleet, "staging").at("/resource/kubernetes_secret_v1/web_sops/type"))
        .hasToString("\"Opaque\"");
  }

  @Test
  void updateAutomationsBringTheSecretOfTheirRepository() {
    Cluster update =
        Cluster.automation("update", Environment.STAGING)
            .addUpdateAutomation(TestWorkloads.updates("apps"))
            .addUpdateAutomation(TestWorkloads.updates("infra"))
            .build();
    Fleet fleet = Fleets.of(update);

    assertThat(Rendering.problems(fleet)).isEmpty();
    assertThat(TestWorkloads.paths(fleet, update))
        .containsExactly(
            "clusters/update/tenants.yaml",
            "tenants/update/apps.yaml",
            "tenants/update/infra.yaml");
    assertThat(new ClusterResolver(fleet).resolve(update).credentials())
        .extracting(Credential::secretName)
        .containsExactly("ghcr-auth", "github-auth");
  }
}

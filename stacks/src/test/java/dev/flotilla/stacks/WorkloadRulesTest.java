package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.version.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster cannot run. */
class WorkloadRulesTest {
  @Test
  void refusesUpdateAutomationsOnAClusterWithoutTheirControllers() {
    Cluster staging = Fleets.staging().addUpdateAutomation(TestWorkloads.updates("apps")).build();

    assertThat(Rendering.problems(Fleets.of(staging)))
        .containsExactly(
            new Problem(
                "staging",
                "a cluster with update automations must run 'image-reflector-controller'; create it with Cluster.automation"),
            new Problem(
                "staging",
                "a cluster with update automations must run 'image-automation-controller'; create it with Cluster.automation"));
  }

  @Test
  void refusesASyncFolderThatIsNotCalledClusters() {
    SyncSource environments =
        SyncSource.git(
            "https://github.com/acme/fleet", GitRef.branch("main"), "envs", GitVerification.none());
    Fleet fleet =
        TestWorkloads.running(Fleets.staging().build()).toBuilder()
            .sync(FleetSync.from(environments))
            .build();

    assertThat(Rendering.problems(fleet))
        .containsExactly(
            new Problem(
                "staging",
                "a fleet with components or tenants must be synced from a folder 'clusters', got 'envs/staging'; set a path that ends with 'clusters' in FleetSync.from"));
  }

  @Test
  void refusesOneTenantTwice() {
    Cluster staging = Fleets.staging().addTenant(TestWorkloads.tenant("web")).build();

    assertThat(Rendering.problems(TestWorkloads.running(staging)))
        .containsExactly(
            new Problem(
                "staging", "a cluster must run each tenant once, got 'web' twice; remove one"));
  }

  @Test
  void refusesOneUpdateAutomationTwice() {
    Cluster update =
        Cluster.automation("update", Environment.STAGING)
            .addUpdateAutomation(TestWorkloads.updates("apps"))
            .addUpdateAutomation(TestWorkloads.updates("apps"))
            .build();

    assertThat(Rendering.problems(Fleets.of(update)))
        .containsExactly(
            new Problem(
                "update",
                "a cluster must run each update automation once, got 'apps' twice; remove one"));
  }

  @Test
  void refusesOneComponentSetTwice() {
    Cluster staging = Fleets.staging().addComponentSet(TestWorkloads.set("infra")).build();

    assertThat(Rendering.problems(TestWorkloads.running(staging)))
        .containsExactly(
            new Problem(
                "staging",
                "a cluster must run each component set once, got 'infra' twice; remove one"));
  }

  @Test
  void refusesAPinOfAnArtifactThatTheClusterDoesNotRun() {
    Cluster staging =
        Fleets.staging().pin(TestWorkloads.APPS.artifact("lab"), new Version(1, 2, 3)).build();

    assertThat(Rendering.problems(TestWorkloads.running(staging)))
        .containsExactly(
            new Problem(
                "staging",
                "a pin must be of an artifact that the cluster runs, got 'oci://ghcr.io/acme/apps/lab'; run its component or tenant there, or remove the pin"));
  }

  @Test
  void refusesAPinThatIsNoRelease() {
    Version candidate = new Version(1, 2, 3, "rc.1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fleets.staging().pin(TestWorkloads.WEB, candidate))
        .withMessage(
            "the release that cluster 'staging' runs of 'oci://ghcr.io/acme/apps/web' must be a version such as '1.2.3', without a pre-release, got '1.2.3-rc.1'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENVIRONMENT", "CLUSTER_DOMAIN"})
  void refusesVariablesThatEveryClusterHas(String variable) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fleets.staging().addVariable(variable, "mine").build())
        .withMessage(
            "the variables of cluster 'staging' must not replace those that every cluster has, got '"
                + variable
                + "'; choose another name");
  }
}

package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("staging")
class BootstrapE2E {
  private final DeployedSandbox staging;
  private final DeployedSandbox prodEu;

  BootstrapE2E(
      @InSandbox("staging") DeployedSandbox staging, @InSandbox("prod-eu") DeployedSandbox prodEu) {
    this.staging = staging;
    this.prodEu = prodEu;
  }

  @Test
  void clustersSideBySideAreReadyEachWithItsOwnSync() {
    assertIsReady(staging);
    assertIsReady(prodEu);
    assertThat(Flux.sync(staging.sandbox().client(), "ref")).isEqualTo("latest");
    assertThat(Flux.sync(prodEu.sandbox().client(), "ref")).isEqualTo("latest-stable");
  }

  private static void assertIsReady(DeployedSandbox cluster) {
    var client = cluster.sandbox().client();
    assertThat(Flux.isReady(Flux.instance(client))).isTrue();
    // The report is there when the deploy ends; it is refreshed at the reporting interval.
    assertThat(Flux.report(client).getMetadata().getName()).isEqualTo("flux");
    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(Flux.report(client).<String>get("spec", "distribution", "status"))
                    .isEqualTo("Installed"));
    assertThat(Flux.sync(client, "path")).isEqualTo("clusters/" + cluster.cluster());
    assertThat(Flux.isAvailable(Flux.operator(client))).isTrue();
  }

  @Test
  void deployReportsEachStepAndTheClusterItIsFor() {
    assertThat(staging.deploy().stderr().lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("fleet: ") || line.startsWith("staging: "));
  }

  @Test
  void secondPlanIsEmpty() {
    staging.program().run("diff", "staging", "--plane", "stacks", "--refresh").succeeded();
  }

  @Test
  void secondDeployTouchesNothing() {
    var before = Flux.fingerprints(staging.sandbox().client());

    staging.program().run("deploy", "staging", "--flux-only").succeeded();

    assertThat(Flux.fingerprints(staging.sandbox().client())).isEqualTo(before);
  }

  @Test
  void statusReportsThatTheFleetWasNotPublished() {
    ProcessResult status = staging.program().run("status", "staging").exited(2);

    assertThat(status.stdout())
        .containsPattern(
            "staging +no +v2\\.\\S+ +v0\\.59\\.0 +oci://\\S+ clusters/staging +0 of 1 ready")
        .contains(
            "\nflux-system: OCIRepository/flux-system/flux-system: not found: ",
            "MANIFEST_UNKNOWN: manifest unknown");
  }

  @Test
  void statusAsJsonReportsTheSameToPrograms() {
    ProcessResult status = staging.program().run("status", "staging", "--json").exited(2);

    JsonNode cluster = Sandbox.json(status.stdout()).get(0);
    assertThat(cluster.get("cluster").asText()).isEqualTo("staging");
    assertThat(cluster.get("ready").asBoolean()).isFalse();
    assertThat(cluster.at("/deliveries/0/obstacles/0").asText()).contains(": not found: ");
  }
}

package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StagingPlanE2E {
  private final Bootstrapped staging;

  StagingPlanE2E(@InSandbox("staging") Bootstrapped staging) {
    this.staging = staging;
  }

  @Test
  void freshPlanWorksWithTheApiServerStopped() {
    Program program =
        Program.flotilla(Project.emptyFolder("plan-fresh")).against(staging.sandbox());

    staging
        .sandbox()
        .withoutApiServer(
            () -> {
              ProcessResult plan = program.run("diff", "staging").exited(2);

              assertThat(plan.stdout()).contains("Plan: 4 to add, 0 to change, 0 to destroy.");
              assertThat(plan.stdout().lines()).hasSizeLessThan(200);
              assertThat(plan.stderr())
                  .contains(
                      "staging: cluster: what it has already is not shown: cluster 'staging' at ");
            });
  }

  @Test
  void credentialThatLeavesTheFleetIsForgottenAndItsSecretIsLeftBehind() {
    Program without =
        Program.variedFleet(staging.folder(), "credential=none").against(staging.sandbox());

    assertThat(without.run("diff", "staging").exited(2).stdout())
        .contains(
            "left behind on the cluster: Secret/flux-system/ghcr-auth, of a credential that the fleet no longer has\n",
            "kubernetes_secret_v1.ghcr_auth will be forgotten, and stays as it is");
  }

  @Test
  void unreachableRegistryOfChartsIsToldWithTheOtherWay() {
    Program program =
        Program.flotilla(Project.emptyFolder("plan-registry"))
            .against(staging.sandbox())
            .with("FLOTILLA_MIRROR", "ghcr.io=http://127.0.0.1:1");

    assertThat(program.run("diff", "staging").exited(1).stderr())
        .endsWith(
            """
            error: cluster 'staging': plan: data.helm_template.flux_operator: Error locating chart
              Unable to locate chart oci://127.0.0.1:1/controlplaneio-fluxcd/charts/flux-operator: failed to perform "FetchReference" on source: Get "https://127.0.0.1:1/v2/controlplaneio-fluxcd/charts/flux-operator/manifests/0.58.1": dial tcp 127.0.0.1:1: connect: connection refused
              the chart's registry must be reachable and have that version; FLOTILLA_MIRROR=ghcr.io=<host>/<prefix> names another
              all that OpenTofu said is in %s
            """
                .formatted(program.output().resolve("stacks/staging/flotilla.log")));
  }

  @Test
  void planOnExistingStateFailsWithTheApiServerStopped() throws IOException {
    Path state = staging.program().state("staging");
    String before = Files.readString(state);

    staging
        .sandbox()
        .withoutApiServer(
            () -> {
              ProcessResult plan = staging.program().run("diff", "staging").exited(1);

              assertThat(plan.stderr())
                  .contains("error: cluster 'staging' at ", "must be reachable");
            });

    assertThat(state).hasContent(before);
    staging.program().run("diff", "staging").succeeded();
  }
}

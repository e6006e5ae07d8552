package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("staging")
class PlanE2E {
  private final DeployedSandbox staging;

  PlanE2E(@InSandbox("staging") DeployedSandbox staging) {
    this.staging = staging;
  }

  @Test
  void freshPlanWorksWithTheApiServerStopped() {
    Program program = Program.warm(Project.emptyFolder("plan-fresh")).against(staging.sandbox());

    staging
        .sandbox()
        .withoutApiServer(
            () -> {
              ProcessResult plan = program.run("diff", "staging", "--plane", "stacks").exited(2);

              assertThat(plan.stdout()).contains("Plan: 4 to add, 0 to change, 0 to destroy.");
              assertThat(plan.stdout().lines()).hasSizeLessThan(250);
              assertThat(plan.stderr())
                  .contains(
                      "staging: cluster: existing objects are not shown: cluster 'staging' at ");
            });
  }

  @Test
  void credentialThatLeavesTheFleetIsForgottenAndItsSecretIsLeftBehind() {
    Program without =
        Program.variedFleet(staging.folder(), "credential=none").against(staging.sandbox());

    assertThat(without.run("diff", "staging", "--plane", "stacks").exited(2).stdout())
        .contains(
            "left behind on the cluster: Secret/flux-system/ghcr-auth, of a credential that the"
                + " fleet no longer has\n",
            "kubernetes_secret_v1.ghcr_auth will be forgotten, and stays as it is");
  }

  @Test
  void planOnExistingStateNeedsTheApiServerUnlessNothingHasChangedSinceAnEmptyOne()
      throws IOException {
    Path state = staging.program().state("staging");
    String before = Files.readString(state);
    staging.program().run("diff", "staging", "--plane", "stacks", "--refresh").succeeded();

    staging
        .sandbox()
        .withoutApiServer(
            () -> {
              assertThat(staging.program().run("diff", "staging", "--plane", "stacks").succeeded())
                  .extracting(ProcessResult::stdout, STRING)
                  .startsWith(
                      "not planned: stack of staging: nothing has changed since its last plan,"
                          + " which had no changes (");

              ProcessResult plan =
                  staging
                      .program()
                      .run("diff", "staging", "--plane", "stacks", "--refresh")
                      .exited(1);

              assertThat(plan.stderr())
                  .contains("error: cluster 'staging' at ", "must be reachable");
            });

    assertThat(state).hasContent(before);
    assertThat(staging.program().run("diff", "staging", "--plane", "stacks").succeeded().stdout())
        .contains("No changes.");
  }
}

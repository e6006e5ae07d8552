package dev.flotilla.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.OfflineConfig;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A first plan where neither the cluster nor a registry can be reached. */
class OfflinePlanIT {
  private static final Path CHART = Project.ROOT.resolve("sandbox/charts/flux-operator");

  private final Path folder = Project.emptyFolder("offline-plan");

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(folder.resolve("kubeconfig"), OfflineConfig.kubeconfig("staging"));
    Files.writeString(folder.resolve("tofurc"), OfflineConfig.openTofuConfig());
  }

  @Test
  void vendoredChartOfTheOperatorNeedsNoRegistry() {
    ProcessResult plan = offline("operator=0.0.0", "chart=" + CHART).exited(2);

    assertThat(plan.stdout())
        .contains("Plan: 4 to add, 0 to change, 0 to destroy.")
        .contains("chart: oci://127.0.0.1:1/controlplaneio-fluxcd/charts/flux-operator");
  }

  @Test
  void chartThatIsPulledNeedsItsRegistry() {
    assertThat(offline("operator=0.0.0").exited(1).stderr()).contains("connection refused");
  }

  @Test
  void vendoredChartOfAnotherVersionIsRefusedForEveryClusterThatRunsIt() {
    ProcessResult plan = offline("operator=0.59.0", "chart=" + CHART).exited(1);

    for (String cluster : new String[] {"staging", "prod-eu", "prod-us", "update"}) {
      assertThat(plan.stderr())
          .contains(
              "%s: the vendored chart of the Flux Operator must have version '0.59.0', got '0.0.0' in '%s/Chart.yaml'; pull it with: helm pull oci://127.0.0.1:1/controlplaneio-fluxcd/charts/flux-operator --version 0.59.0 --untar"
                  .formatted(cluster, CHART));
    }
  }

  /** OpenTofu alone knows of the stack, to which a change of the fleet artifact is none. */
  @Test
  void planOfOpenTofuWarnsOfWhatFluxChanges() {
    String[] fleet = {"operator=0.0.0", "chart=" + CHART};
    program(fleet).run("synth", "--output", "base").succeeded();
    Program changed = program(fleet[0], fleet[1], "bucket=minio.acme.example");
    changed.run("synth", "staging").succeeded();
    Path stack = changed.output().resolve("stacks/staging");
    String json = Project.read(stack.resolve("cdk.tf.json"));
    tofu(stack, "init").succeeded();
    assertThat(tofu(stack, "plan").exited(2).stdout()).doesNotContain("Warning");

    changed.with("FLOTILLA_AGAINST", "base").run("synth", "staging").succeeded();

    assertThat(Project.read(stack.resolve("cdk.tf.json"))).isEqualTo(json);
    assertThat(tofu(stack, "plan").exited(2).stdout())
        .contains("Plan: 4 to add, 0 to change, 0 to destroy.")
        .contains("Warning: Check block assertion failed")
        .contains("Flux, not this plan, changes on 'staging', compared with base:\n")
        .contains("weakened-policy: ")
        .contains("see all of it with: flotilla diff staging\n");

    changed.run("synth", "staging").succeeded();
    assertThat(tofu(stack, "plan").exited(2).stdout()).doesNotContain("Warning");
  }

  private ProcessResult tofu(Path stack, String command) {
    ProcessStarter tofu = ProcessStarter.of(Sandbox.tofu().toString(), command, "-no-color");
    if (command.equals("plan")) {
      tofu.args("-detailed-exitcode");
    }
    return tofu.in(stack)
        .env("TF_CLI_CONFIG_FILE", folder.resolve("tofurc").toString())
        .env("TF_VAR_kubeconfig", folder.resolve("kubeconfig").toString())
        .run();
  }

  private ProcessResult offline(String... properties) {
    return program(properties).run("diff", "staging", "--plane", "stacks");
  }

  private Program program(String... properties) {
    return Program.variedFleet(folder, properties)
        .with("TERRAFORM_BINARY_NAME", Sandbox.tofu().toString())
        .with("TF_CLI_CONFIG_FILE", folder.resolve("tofurc").toString())
        .with("KUBECONFIG", folder.resolve("kubeconfig").toString())
        .with("FLOTILLA_MIRROR", "ghcr.io=http://127.0.0.1:1");
  }
}

package dev.flotilla.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.SecretScan;
import dev.flotilla.tests.harness.TestCredential;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.Processes;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Document;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The commands of docs/cdktf.md, with the CDKTF CLI from npm. */
class CdktfE2E {
  private final Deque<String> commands = new ArrayDeque<>(Document.of("docs/cdktf.md").commands());

  private final Sandbox sandbox;
  private final Path folder = Project.emptyFolder("cdktf");
  private final Cdktf reviewer;
  private final Cdktf operator;
  private final Program flotilla;

  CdktfE2E(@InSandbox("cdktf") Sandbox sandbox) {
    this.sandbox = sandbox;
    this.reviewer = Cdktf.in(folder).against(sandbox);
    this.operator = reviewer.with(TestCredential.VARIABLE, TestCredential.VALUE);
    this.flotilla = Program.flotilla(folder).against(sandbox).inContext("cdktf");
  }

  @Test
  void installsFluxOnAClusterAndDetachesIt() {
    assertThat(commands.remove()).startsWith("export TERRAFORM_BINARY_NAME=");
    assertThat(next(reviewer, "cdktf synth"))
        .contains("Generated Terraform code for the stacks: prod-eu, prod-us, staging, update");
    assertThat(next(reviewer, "cdktf list")).contains("prod-eu", "staging");
    assertThat(next(reviewer, "cdktf diff staging"))
        .contains("Plan: 4 to add, 0 to change, 0 to destroy.");

    next(operator, "cdktf deploy staging --auto-approve");
    Waiting.await().until(() -> Flux.isReady(Flux.instance(sandbox.client())));
    assertThat(flux(next(reviewer, "cdktf output staging")).at("/sync/url").asText())
        .isEqualTo(Flux.sync(sandbox.client(), "url"));
    assertHasNoChanges();
    assertWarnsOfWhatFluxChanges();

    Map<String, String> before = Flux.fingerprints(sandbox.client());
    next(
        operator,
        "TF_CLI_ARGS_destroy=-suppress-forget-errors cdktf destroy staging --auto-approve");
    assertThat(Flux.fingerprints(sandbox.client())).isEqualTo(before);
    assertThat(state().get("resources")).isEmpty();

    assertThat(commands).as("commands that no test runs").isEmpty();
    assertLeavesNothingBehind();
  }

  /** Runs a command that must be the next one on the page, and returns what it prints. */
  private String next(Cdktf cdktf, String command) {
    assertThat(command).isEqualTo(commands.remove());
    return cdktf.run(command).succeeded().stdout();
  }

  /** Neither of the two finds any, on the state that one of them has written. */
  private void assertHasNoChanges() {
    assertThat(reviewer.run("cdktf diff staging").succeeded().stdout()).contains("No changes.");
    flotilla.run("diff", "staging", "--plane", "stacks", "--refresh").succeeded();
  }

  private void assertWarnsOfWhatFluxChanges() {
    Path base = folder.resolve("base");
    flotilla.run("synth", "--output", base.toString()).succeeded();
    Path tenant = base.resolve("fleet/tenants/staging/frontend.yaml");
    Project.write(tenant, Project.read(tenant).replaceFirst("interval: \\S+", "interval: 7m"));

    assertThat(
            reviewer
                .with("FLOTILLA_AGAINST", base.toString())
                .run("cdktf diff staging")
                .succeeded()
                .stdout())
        .contains("No changes.", "Flux, not this plan, changes on 'staging', compared with ");
    Project.delete(base);
  }

  /** Helm's cache is elsewhere where the environment says so. */
  private void assertLeavesNothingBehind() {
    assertThat(operator.home())
        .as("caches alone")
        .contains(".terraform.d")
        .isSubsetOf(".cache", ".terraform.d");
    assertThat(Processes.in(folder)).isEmpty();
    new SecretScan(TestCredential.VALUE).isNotInFilesOf(folder);
  }

  private JsonNode state() {
    return Sandbox.json(Project.read(flotilla.state("staging")));
  }

  /** Returns the one output, which stands at the end. */
  private static JsonNode flux(String printed) {
    return Sandbox.json(printed.substring(printed.lastIndexOf("flux = ") + "flux = ".length()));
  }
}

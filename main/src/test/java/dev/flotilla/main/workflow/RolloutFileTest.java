package dev.flotilla.main.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The scripts of the workflow that rolls out, run by a shell on a program that says its words. */
class RolloutFileTest {
  @TempDir Path folder;

  @BeforeEach
  void programThatSaysItsWords() throws IOException {
    Path program = folder.resolve("flotilla");
    Files.writeString(program, "#!/bin/sh\nfor word; do echo \"<$word>\"; done\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private static FleetDescriptor fleet(FleetSync sync, Environment production) {
    return RenderedFleet.of(
            ResolvedFleet.of(
                Fleets.of(
                        production.hasSeveralRings()
                            ? Cluster.workload("eu", production).ring("canary").build()
                            : Cluster.workload("eu", production).build())
                    .toBuilder()
                    .fluxRelease(new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
                    .sync(sync)
                    .build()))
        .descriptor();
  }

  private static Environment rings() {
    return Environment.PRODUCTION.withRings("canary", "broad");
  }

  private static Map<String, String> files(FleetDescriptor fleet) {
    return new GitHubFiles(
            fleet, fleet.organization().fleetGitRepository(), ProgramSource.ofFleet())
        .all();
  }

  private String run(String job, String step, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessResult result = exited(job, step, variables);
    assertThat(result.stderr()).isEmpty();
    return result.stdout();
  }

  private ProcessResult exited(String job, String step, Map<String, String> variables)
      throws IOException, InterruptedException {
    Object workflow =
        new Load(LoadSettings.builder().build())
            .loadFromString(
                files(fleet(FleetSync.artifactSignedByWorkflow("push-artifact.yaml"), rings()))
                    .get("rollout.yaml"));
    Map<?, ?> found = (Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) workflow).get("jobs")).get(job);
    String script =
        ((List<?>) found.get("steps"))
            .stream()
                .map(one -> (Map<?, ?>) one)
                .filter(one -> step.equals(one.get("name")))
                .map(one -> (String) one.get("run"))
                .findFirst()
                .orElseThrow();
    Map<String, String> environment = new TreeMap<>(variables);
    environment.put("PATH", "/usr/bin:/bin");
    return new Subprocess(List.of("bash", "-euo", "pipefail", "-c", script), folder, environment)
        .run();
  }

  private static Map<String, String> inputs(String components, String options, String gateCommand) {
    return Map.of(
        "ENVIRONMENT",
        "production",
        "RING",
        "canary",
        "VERSION",
        "v1.2.3; echo no",
        "COMPONENTS",
        components,
        "OPTIONS",
        options,
        "GATE_COMMAND",
        gateCommand);
  }

  @Test
  void ringGetsTheReleaseByTheProgram() throws IOException, InterruptedException {
    assertThat(run("promote_production_1", "Roll out", inputs("", "", "")))
        .isEqualTo(
            """
            <rollout>
            <start>
            <--environment>
            <production>
            <--until>
            <canary>
            <--version>
            <v1.2.3; echo no>
            """);
  }

  @Test
  void componentsAndOptionsAreWordsAndACommandIsOne() throws IOException, InterruptedException {
    assertThat(
            run(
                "promote_production_1",
                "Roll out",
                inputs("web *", "--bake 30m --min-ready 95", "gh api \"a b\"")))
        .endsWith(
            """
            <--component>
            <web>
            <--component>
            <*>
            <--gate-command>
            <gh api "a b">
            <--bake>
            <30m>
            <--min-ready>
            <95>
            """);
  }

  @ParameterizedTest
  @CsvSource({"promote_production_1, Roll out", "end_production, End the rollout"})
  void optionsAmongTheComponentsAreRefused(String job, String step)
      throws IOException, InterruptedException {
    Map<String, String> inputs = new TreeMap<>(inputs("web --gate-command env", "", ""));
    inputs.put("ACTION", "back");

    ProcessResult result = exited(job, step, inputs);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.stdout())
        .isEqualTo(
            "::error::a component must be a name, got '--gate-command'; start this again with"
                + " names\n");
  }

  @Test
  void rolloutIsEndedByTheProgram() throws IOException, InterruptedException {
    assertThat(
            run(
                "end_production",
                "End the rollout",
                Map.of("ACTION", "back", "ENVIRONMENT", "production", "COMPONENTS", "web")))
        .isEqualTo("<rollout>\n<back>\n<--environment>\n<production>\n<--component>\n<web>\n");
  }

  @Test
  void thereIsNoneWithoutRingsOrWhereNoWorkflowSigns() {
    assertThat(
            files(
                fleet(
                    FleetSync.artifactSignedByWorkflow("push-artifact.yaml"),
                    Environment.PRODUCTION)))
        .doesNotContainKey("rollout.yaml");
    assertThat(files(fleet(FleetSync.unsignedArtifact(), rings())))
        .doesNotContainKey("rollout.yaml");
  }

  @Test
  void rolloutWorkflowMayNotBeCalled() {
    assertThat(
            SigningWorkflows.of(
                fleet(FleetSync.artifactSignedByWorkflow("push-artifact.yaml"), rings()),
                "acme/fleet"))
        .containsExactly("push-artifact.yaml", "rollout.yaml");
  }
}

package dev.flotilla.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListIT {
  private final Program program = Program.flotilla(Project.emptyFolder("list"));

  @Test
  void listsEachClusterInALine() {
    ProcessResult list = program.run("list").succeeded();

    assertThat(list.stdout().lines().map(line -> line.replaceFirst(" .*", "")))
        .containsExactly("CLUSTER", "staging", "prod-eu", "prod-us", "update");
    assertThat(list.stderr()).isEmpty();
  }

  @Test
  void listsAsJsonForPrograms() {
    JsonNode clusters = Sandbox.json(program.run("list", "--json").succeeded().stdout());

    assertThat(clusters).hasSize(4);
    assertThat(clusters.get(1).get("name").asText()).isEqualTo("prod-eu");
    assertThat(clusters.get(1).get("channel").asText()).isEqualTo("latest-stable");
    assertThat(clusters.get(1).get("path").asText()).isEqualTo("clusters/prod-eu");
  }

  @Test
  void listsArtifactsWithWhoSignsThem() {
    List<String> lines = program.run("list", "--artifacts").succeeded().stdout().lines().toList();

    assertThat(lines.get(0)).matches("ARTIFACT +CHANNEL +URL +SIGNER");
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "backend +latest +oci://ghcr.io/controlplaneio-fluxcd/d2-apps/backend +controlplaneio-fluxcd/d2-apps/.github/workflows/push-artifact.yaml@refs/heads/main"))
        .anyMatch(
            line ->
                line.matches(
                    "fleet +latest-stable +oci://ghcr.io/controlplaneio-fluxcd/d2-fleet +controlplaneio-fluxcd/d2-fleet/.github/workflows/push-artifact.yaml@refs/tags/v\\*\\.\\*\\.\\*"));
  }

  @Test
  void listsArtifactsAsJson() {
    JsonNode artifacts =
        Sandbox.json(program.run("list", "--artifacts", "--json").succeeded().stdout());

    assertThat(artifacts).hasSize(10);
    assertThat(artifacts.get(0).get("name").asText()).isEqualTo("fleet");
    assertThat(artifacts.get(0).get("channel").asText()).isEqualTo("latest");
  }

  @Test
  void listWritesNoFiles() {
    program.run("list").succeeded();

    assertThat(program.output()).doesNotExist();
  }
}

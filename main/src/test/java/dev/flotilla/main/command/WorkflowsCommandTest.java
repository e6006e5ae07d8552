package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.tenant.TenantProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowsCommandTest {
  private static final String FILE = ".github/workflows/push-artifact.yaml";

  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @Test
  void writesThoseOfTheFleetHere() {
    assertThat(terminal.run(folder, "workflows")).isZero();

    assertThat(terminal.errors()).isEqualTo(written(""));
    assertThat(folder.resolve(FILE)).content().contains("if: github.repository == 'acme/fleet'");
  }

  private static String written(String folder) {
    return Stream.of("deploy.yaml", "drift.yaml", "push-artifact.yaml", "review.yaml")
        .map(file -> "workflows: wrote " + folder + ".github/workflows/" + file + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void replacesThoseOfAnotherFolder() throws IOException {
    Path clone = Files.createDirectories(folder.resolve("clone/.github/workflows"));
    Path old =
        Files.writeString(
            clone.resolve("push-artifact.yaml"),
            "# Publishes the fleet artifact. The certificate of its signature names this file, and clusters take no\nname: old\n");
    Path others = Files.writeString(clone.resolve("ci.yml"), "mine");

    assertThat(terminal.run(folder, "workflows clone --repository acme/fleet")).isZero();

    assertThat(terminal.errors()).isEqualTo(written("clone/"));
    assertThat(old).content().contains("name: push-artifact\n").doesNotContain("name: old");
    assertThat(others).hasContent("mine");
  }

  @Test
  void replacesNoFileOfSomebodyElse() throws IOException {
    Path own = Files.createDirectories(folder.resolve(".github/workflows"));
    Files.writeString(own.resolve("push-artifact.yaml"), "# Mine.\n");

    assertThat(terminal.run(folder, "workflows")).isEqualTo(1);

    assertThat(terminal.errors())
        .isEqualTo(
            "error: '%s' must be a file that this program has written, which begins with '# Publishes the fleet artifact. The certificate of its signature names this file, and clusters take no', got another; rename it, or remove it if it is not needed\n"
                .formatted(folder.resolve(FILE)));
    assertThat(folder.resolve(FILE)).hasContent("# Mine.\n");
  }

  @Test
  void refusesAMissingFolder() {
    assertThat(terminal.run(folder, "workflows clone")).isEqualTo(1);

    assertThat(terminal.errors())
        .isEqualTo(
            "error: workflows must be written to a clone of their Git repository, got '%s', which is not a folder; clone 'acme/fleet' there, or name another folder\n"
                .formatted(folder.resolve("clone")));
  }

  @Test
  void refusesAFileInTheWay() throws IOException {
    Files.writeString(folder.resolve(".github"), "a file");

    assertThat(terminal.run(folder, "workflows")).isEqualTo(1);

    assertThat(terminal.errors())
        .isEqualTo(
            "error: cannot write the workflow '%s'; make its folder writable or name another\n"
                .formatted(folder.resolve(".github/workflows/deploy.yaml")));
  }

  @Test
  void refusesARepositoryWhoseArtifactsShareAWorkflow() {
    assertThat(terminal.run(folder, "workflows --repository acme/infra")).isEqualTo(1);

    assertThat(terminal.errors())
        .startsWith(
            "error: each artifact must have workflows of its own, got 'push-artifact.yaml'");
    assertThat(folder).isEmptyDirectory();
  }

  /** That of a merge queue is written by its owner. */
  @Test
  void refusesAWorkflowBesideThemThatSignsAndMayBeCalled() throws IOException {
    Path own =
        Files.createDirectories(folder.resolve(".github/workflows")).resolve("push-web.yaml");
    Files.writeString(own, "on: [merge_group, workflow_call]\n");

    assertThat(terminal.run(folder, "workflows --repository acme/apps", this::queued)).isEqualTo(1);

    assertThat(terminal.errors())
        .isEqualTo(
            "error: a workflow that signs must not have the trigger 'workflow_call', by which other repositories sign as it, got '.github/workflows/push-web.yaml'; remove that trigger, or have clusters accept it by its commit (ArtifactSigner.pinnedWorkflow)\n");
    assertThat(own.resolveSibling("release-web.yaml")).doesNotExist();

    Files.writeString(own, "on: merge_group\n");
    assertThat(terminal.run(folder, "workflows --repository acme/apps", this::queued)).isZero();
    assertThat(own.resolveSibling("release-web.yaml")).exists();
  }

  private Fleet queued() {
    Environment queue = new Environment("queue", Channel.LATEST, GitRef.mergeQueue("main"));
    ArtifactRepository apps =
        Organization.onGitHub("ghcr.io", "acme", "fleet")
            .artifacts("apps", "apps", ArtifactSigner::gitHubActions);
    return Fleets.of(Cluster.workload("queue", queue).build(), Fleets.prod().build()).toBuilder()
        .addTenant(TenantProps.builder(apps.artifact("web")).build())
        .build();
  }
}

package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowsCommandTest {
  private static final String FILE = ".github/workflows/push-artifact.yaml";

  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @Test
  void writesThoseOfTheFleetHere() {
    assertThat(terminal.run(folder, "workflows")).isZero();

    assertThat(terminal.errors()).isEqualTo("workflows: wrote " + FILE + "\n");
    assertThat(folder.resolve(FILE)).content().contains("if: github.repository == 'acme/fleet'");
  }

  @Test
  void replacesThoseOfAnotherFolder() throws IOException {
    Path clone = Files.createDirectories(folder.resolve("clone/.github/workflows"));
    Path old = Files.writeString(clone.resolve("push-artifact.yaml"), "old");
    Path others = Files.writeString(clone.resolve("ci.yml"), "mine");

    assertThat(terminal.run(folder, "workflows clone --repository acme/fleet")).isZero();

    assertThat(terminal.errors()).isEqualTo("workflows: wrote clone/" + FILE + "\n");
    assertThat(old).content().startsWith("# Publishes the fleet artifact.");
    assertThat(others).hasContent("mine");
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
                .formatted(folder.resolve(FILE)));
  }

  @Test
  void refusesARepositoryWhoseArtifactsShareAWorkflow() {
    assertThat(terminal.run(folder, "workflows --repository acme/infra")).isEqualTo(1);

    assertThat(terminal.errors())
        .startsWith(
            "error: each artifact must have workflows of its own, got 'push-artifact.yaml'");
    assertThat(folder).isEmptyDirectory();
  }
}

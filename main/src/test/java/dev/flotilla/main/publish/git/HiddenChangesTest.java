package dev.flotilla.main.publish.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.publish.ArtifactContent;
import dev.flotilla.main.publish.RenderedFleets;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiddenChangesTest {
  private static final String WEB = "web/";

  @TempDir Path temporary;
  private Path folder;
  private TestRepository repository;
  private GitFolder web;

  @BeforeEach
  void createFolder() throws IOException {
    web = GitFolder.create(temporary);
    folder = web.repository();
    repository = web.git();
  }

  @Test
  void refusesToBuildAFleetFromChangesThatGitDoesNotSee() {
    ArtifactContent fleet =
        ArtifactContent.rendered(RenderedFleets::example, folder.resolve("web"), "v");
    assertThat(fleet.isDirty(repository.seenFrom("web"))).isFalse();
    repository.git("update-index", "--assume-unchanged", "other/a.yaml");
    repository.git("update-index", "--skip-worktree", WEB + "a.yaml");
    assertThat(fleet.isDirty(repository.seenFrom("web"))).isFalse();

    repository.write("other/a.yaml", "changed");
    repository.write(WEB + "a.yaml", "changed");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> fleet.isDirty(repository.seenFrom("web")))
        .withMessage(
            """
            what a fleet is built from must not be hidden from Git, got a change in '../other/a.yaml', which has the flag assume-unchanged or skip-worktree; run 'git update-index --no-assume-unchanged --no-skip-worktree ../other/a.yaml', and commit or stash it
            what a fleet is built from must not be hidden from Git, got a change in 'a.yaml', which has the flag assume-unchanged or skip-worktree; run 'git update-index --no-assume-unchanged --no-skip-worktree a.yaml', and commit or stash it""");
  }
}

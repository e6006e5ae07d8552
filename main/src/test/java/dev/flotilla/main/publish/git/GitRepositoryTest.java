package dev.flotilla.main.publish.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitRepositoryTest {
  @TempDir Path folder;

  @Test
  void headIsTheLastCommitAndItsTime() {
    TestRepository repository = new TestRepository(folder);
    String commit = repository.commit("a/b.yaml", "b");

    assertThat(repository.seenFrom("a").head())
        .isEqualTo(new GitRepository.Commit(commit, Instant.parse("2026-01-02T03:04:05Z")));
  }

  @Test
  void branchIsWhatIsCheckedOut() {
    TestRepository repository = new TestRepository(folder);
    String commit = repository.commit("a.yaml", "a");

    assertThat(repository.seen().branch()).contains("main");
    repository.git("switch", "--quiet", "--detach", commit);
    assertThat(repository.seen().branch()).isEmpty();
  }

  @Test
  void repositoryIsDirtyWithUncommittedChanges() {
    TestRepository repository = new TestRepository(folder);
    repository.write(".gitignore", "out\n");
    repository.commit("web/a.yaml", "a");
    repository.write("out/a.yaml", "a");
    assertThat(repository.seenFrom("web").isDirty(":/")).isFalse();

    repository.write("other/new.yaml", "new");

    assertThat(repository.seenFrom("web").isDirty(":/")).isTrue();
    assertThat(repository.seenFrom("web").isDirty(".")).isFalse();
    repository.write("web/a.yaml", "changed");
    assertThat(repository.seenFrom("web").isDirty(".")).isTrue();
  }

  /** Settings that people have against slow listings. */
  @Test
  void repositoryIsDirtyAlsoWhereSettingsHideChanges() {
    TestRepository repository = new TestRepository(folder);
    repository.commit("web/a.yaml", "a");
    repository.git("config", "status.showUntrackedFiles", "no");

    repository.write("web/new.yaml", "new");

    assertThat(repository.seenFrom("web").isDirty(".")).isTrue();
  }

  /** A hook's environment names the repository that the hook is of. */
  @Test
  void repositoryIsThatOfItsFolderInAnyEnvironment() throws IOException {
    TestRepository other = new TestRepository(Files.createDirectory(folder.resolve("other")));
    other.commit("a.yaml", "other");
    TestRepository repository = new TestRepository(Files.createDirectory(folder.resolve("own")));
    String commit = repository.commit("a.yaml", "own");

    Map<String, String> hook =
        Map.of(
            "PATH",
            System.getenv("PATH"),
            "GIT_DIR",
            folder.resolve("other/.git").toString(),
            "GIT_INDEX_FILE",
            folder.resolve("other/.git/index").toString());

    assertThat(new GitRepository(folder.resolve("own"), hook, TimeLimits.PUBLISH).head().hash())
        .isEqualTo(commit);
  }

  @Test
  void tagsPointToCommits() {
    TestRepository repository = new TestRepository(folder);
    String commit = repository.commit("a.yaml", "a");
    repository.git("tag", "v1.0.0");
    repository.git("tag", "--annotate", "--message", "web", "web/v1.0.0");

    assertThat(repository.seen().tagged("v1.0.0")).contains(commit);
    assertThat(repository.seen().tagged("web/v1.0.0")).contains(commit);
    assertThat(repository.seen().tagged("v2.0.0")).isEmpty();
  }

  @Test
  void repositoryKnowsWhichCommitsComeBefore() {
    TestRepository repository = new TestRepository(folder);
    String older = repository.commit("a.yaml", "a");
    String newer = repository.commit("a.yaml", "b");
    GitRepository seen = repository.seen();

    assertThat(seen.isAncestor(older, newer)).isTrue();
    assertThat(seen.isAncestor(newer, older)).isFalse();
    assertThat(seen.knows(older)).isTrue();
    assertThat(seen.knows("0123456789012345678901234567890123456789")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/fleet.git, https://github.com/acme/fleet",
    "https://x-access-token:ghs_secret@github.com/acme/fleet, https://github.com/acme/fleet",
    "https://ghs_secret@github.com/acme/fleet/, https://github.com/acme/fleet",
    "git@github.com:acme/fleet.git, https://github.com/acme/fleet",
    "ssh://git@git.acme.example:2222/platform/fleet.git, https://git.acme.example/platform/fleet",
    "/srv/git/fleet.git, /srv/git/fleet.git",
  })
  void sourceIsItsRemoteWithoutTheUser(String remote, String source) {
    TestRepository repository = new TestRepository(folder);
    repository.commit("a.yaml", "a");
    repository.git("remote", "add", "origin", remote);

    assertThat(repository.seen().source()).contains(source);
  }

  @Test
  void repositoryHasNoSourceWithoutARemote() {
    TestRepository repository = new TestRepository(folder);
    repository.commit("a.yaml", "a");

    assertThat(repository.seen().source()).isEmpty();
  }

  @Test
  void folderInNoRepositoryIsReported() throws IOException {
    // The temporary folder is within this project's own repository.
    Map<String, String> alone =
        Map.of(
            "PATH",
            System.getenv("PATH"),
            "GIT_CEILING_DIRECTORIES",
            folder.getParent().toString());
    Path none = Files.createDirectory(folder.resolve("none"));

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> new GitRepository(none, alone, TimeLimits.PUBLISH))
        .withMessage(
            "an artifact must be built from a commit of a Git repository, got '%s' (fatal: not a git repository (or any of the parent directories): .git); commit it first",
            none);
  }

  @Test
  void repositoryWithoutACommitIsReported() {
    TestRepository repository = new TestRepository(folder);

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(repository::seen)
        .withMessage(
            "an artifact must be built from a commit of a Git repository, got '%s' (fatal: your current branch 'main' does not have any commits yet); commit it first",
            folder);
  }
}

package dev.flotilla.main.publish.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program called {@code git} that prints something else: a wrapper, or one that is damaged. */
class ForeignGitTest {
  private static final String HEAD = "0123456789012345678901234567890123456789";

  @TempDir Path folder;

  private GitRepository repository(String script) throws IOException {
    return repository(HEAD + " 1700000000", script);
  }

  private GitRepository repository(String head, String script) throws IOException {
    Path git = folder.resolve("git");
    Files.writeString(
        git, "#!/bin/sh\ncase $1 in\nlog) echo '%s';;\n%s\nesac\n".formatted(head, script));
    Files.setPosixFilePermissions(git, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new GitRepository(
        folder, Map.of("PATH", folder + ":" + System.getenv("PATH")), TimeLimits.PUBLISH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ls-tree)  printf 'x'                                                 | ls-tree",
        "ls-tree)  printf '100644 blob\\tname\\0'                             | ls-tree",
        "ls-tree)  printf '100644 blob abc\\t\\0'                             | ls-tree",
        "ls-tree)  printf '\\0\\0'                                            | ls-tree",
        "ls-tree)  printf '100644 blob abc\\ta\\0';; cat-file) echo 'abc blob' | cat-file",
        "ls-tree)  printf '100644 blob abc\\ta\\0';; cat-file) echo 'abc blob x' | cat-file",
        "ls-tree)  printf '100644 blob abc\\ta\\0';; cat-file) echo 'abc blob -1' | cat-file",
        "ls-tree)  printf '100644 blob abc\\ta\\0';; cat-file) echo 'abc blob 9999' | cat-file",
        "status)   printf 'x\\0'                                               | status",
      })
  void refusesOutputThatIsNotOfGit(String script, String command) throws IOException {
    GitFiles content = new GitFiles(repository(script + ";;"));

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(
            () -> {
              content.committed();
              content.uncommitted();
            })
        .withMessage(
            command.equals("cat-file") && script.endsWith("blob'")
                ? "Git must have the content of 'a', got 'abc blob'; run 'git fsck', or 'git fetch'"
                : "'git %s' must print what Git 2 prints, got something else; check what 'git' on the PATH is"
                    .formatted(command));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\\0", "S \\0", "S git\\0"})
  void refusesAListOfFlagsThatIsNotOfGit(String listing) throws IOException {
    GitRepository repository =
        repository("ls-files) if [ $2 = -v ]; then printf '" + listing + "'; fi;;");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> HiddenChanges.refuse(repository))
        .withMessage(
            "'git ls-files' must print what Git 2 prints, got something else; check what 'git' on the PATH is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0123 1", HEAD, HEAD + " x", HEAD + " 99999999999999999"})
  void refusesALastCommitThatIsNotOfGit(String line) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> repository(line, ""))
        .withMessage(
            "'git log' must print what Git 2 prints, got something else; check what 'git' on the PATH is");
  }

  @Test
  void ignoresWhatAUserHasGitPrintInAddition() {
    TestRepository repository = new TestRepository(folder);
    String commit = repository.commit("a.yaml", "a");
    repository.git("config", "log.showSignature", "true");

    assertThat(repository.seen().head().hash()).isEqualTo(commit);
  }
}

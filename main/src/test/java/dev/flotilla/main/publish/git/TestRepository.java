package dev.flotilla.main.publish.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.publish.external.TimeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Git repository to publish from. */
public final class TestRepository {
  /** Nothing of who runs the tests. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", System.getenv("PATH"),
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_SYSTEM", "/dev/null",
          "GIT_AUTHOR_NAME", "Ann",
          "GIT_AUTHOR_EMAIL", "ann@acme.example",
          "GIT_COMMITTER_NAME", "Ann",
          "GIT_COMMITTER_EMAIL", "ann@acme.example");

  private final Path folder;

  public TestRepository(Path folder) {
    this.folder = folder;
    git("init", "--quiet", "--initial-branch=main");
  }

  /** Clones a repository as it is now. */
  public static void clone(Path repository, Path folder) {
    git(repository, "clone", "--quiet", "--no-local", repository.toString(), folder.toString());
  }

  /** Writes a file and commits all there is; returns the commit. */
  public String commit(String file, String text) {
    write(file, text);
    git("add", "--all");
    git("commit", "--quiet", "--message", "Change " + file);
    return git("rev-parse", "HEAD");
  }

  public void write(String file, String text) {
    try {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public String git(String... arguments) {
    return git(folder, arguments);
  }

  private static String git(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Map<String, String> environment = new TreeMap<>(ENVIRONMENT);
    environment.put("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z");
    try {
      ProcessResult result = new Subprocess(command, folder, environment).run();
      assertThat(result.exitCode()).as(result.stderr()).isZero();
      return result.stdout().strip();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns what the program sees from one of its folders. */
  public GitRepository seenFrom(String subfolder) {
    return seen(folder.resolve(subfolder).normalize());
  }

  /** Returns what the program sees from any folder. */
  public static GitRepository seen(Path folder) {
    return new GitRepository(folder, ENVIRONMENT, TimeLimits.PUBLISH);
  }

  public GitRepository seen() {
    return seenFrom("");
  }
}

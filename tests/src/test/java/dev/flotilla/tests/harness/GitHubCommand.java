package dev.flotilla.tests.harness;

import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * In place of {@code gh}, because there is no GitHub: it keeps what is open in a folder, and notes
 * what is asked of it.
 */
public final class GitHubCommand {
  private final Path folder;

  /** Installs it in a folder of its own. */
  public GitHubCommand(Path folder) {
    this.folder = folder;
    Path program = folder.resolve("gh");
    Project.write(program, Project.read(Project.ROOT.resolve("tests/src/test/resources/bin/gh")));
    try {
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the folder that is to stand first in a PATH. */
  public Path folder() {
    return folder;
  }

  /** Returns the command lines that changed something. */
  public String changes() {
    Path log = folder.resolve("changes");
    return Files.exists(log) ? Project.read(log) : "";
  }

  /** Returns the text of the pull request or issue that is open, if one is. */
  public String body() {
    return Project.read(folder.resolve("body"));
  }

  /** Closes what is open, as a person does who merges it. */
  public void close() {
    Project.delete(folder.resolve("open"));
  }
}

package dev.flotilla.main.workflow;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder with a Git repository, in which files for CI are written. */
public final class RepositoryClone {
  private final Path folder;

  /**
   * Looks at a folder.
   *
   * @param repository what it should be a clone of, for messages
   */
  public RepositoryClone(Path folder, String repository) {
    if (!Files.isDirectory(folder)) {
      throw new Failure(
          "workflows must be written to a clone of their Git repository, got '%s', which is not a folder; clone '%s' there, or name another folder"
              .formatted(folder, repository));
    }
    this.folder = folder;
  }

  /** Returns what is in a file, if there is one. */
  public Optional<String> read(String file) {
    Path path = folder.resolve(file);
    try {
      return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    } catch (IOException e) {
      throw new Failure(
          "cannot read the workflow '%s'; make it a text that is readable for you".formatted(path));
    }
  }

  /**
   * Refuses to replace what somebody else has written: the first line of each file says what it is,
   * and stays the same from one version to the next.
   */
  public void requireOwn(Map<String, String> files) {
    List<String> problems = new ArrayList<>();
    files.forEach(
        (file, text) -> {
          if (read(file).filter(there -> !firstLine(there).equals(firstLine(text))).isPresent()) {
            problems.add(
                "'%s' must be a file that this program has written, which begins with '%s', got another; rename it, or remove it if it is not needed"
                    .formatted(folder.resolve(file), firstLine(text)));
          }
        });
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** Writes a file, in place of an older one; returns its path. */
  public Path write(String file, String text) {
    Path path = folder.resolve(file);
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new Failure(
          "cannot write the workflow '%s'; make its folder writable or name another"
              .formatted(path));
    }
    return path;
  }

  /**
   * Returns where a job that runs in this repository finds the fleet.
   *
   * @param working the folder that a path is relative to
   * @param location as {@code --fleet} takes it
   */
  public String located(Path working, String location) {
    if (location.startsWith("oci://")) {
      return location;
    }
    Path file = working.resolve(location).normalize();
    if (!file.startsWith(folder)) {
      throw new Failure(
          "--fleet must name a file in the repository, where its workflows read it, or the address of a fleet artifact, got '%s'; copy it to '%s'"
              .formatted(location, folder));
    }
    return folder.relativize(file).toString();
  }
}

package dev.flotilla.main.command;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The temporary folder of this process, for libraries that do not clean up after themselves: jsii
 * leaves the folders it unpacks into.
 */
final class TemporaryFolder {
  private static final String PROPERTY = "java.io.tmpdir";

  private static Optional<Path> folder = Optional.empty();

  private TemporaryFolder() {}

  /** Makes the folder, once, and has Java take it for temporary files from then on. */
  static synchronized void use() {
    if (folder.isPresent()) {
      return;
    }
    Path parent = Path.of(System.getProperty(PROPERTY));
    Path own = parent.resolve("flotilla-" + ProcessHandle.current().pid());
    try {
      remove(own);
      Files.createDirectory(
          own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new Failure(
          "the temporary folder must be writable, got '%s'; set JAVA_TOOL_OPTIONS=-D%s=<folder>"
              .formatted(parent, PROPERTY));
    }
    System.setProperty(PROPERTY, own.toString());
    folder = Optional.of(own);
  }

  /** Removes the folder and all in it; the program is at its end. */
  static synchronized void remove() {
    try {
      if (folder.isPresent()) {
        remove(folder.get());
      }
    } catch (IOException e) {
      // The machine's own cleaning of temporary files is left to do it.
      return;
    }
  }

  private static void remove(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}

package dev.flotilla.main.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder that the launcher makes for the temporary files of one run; jsii and others leave some
 * behind.
 */
final class TemporaryFolder {
  /** The system property by which the launcher names it. */
  private static final String PROPERTY = "flotilla.temporary";

  private TemporaryFolder() {}

  /** Removes it and all in it, if there is one; the program is at its end. */
  static void remove() {
    String folder = System.getProperty(PROPERTY, "");
    if (folder.isEmpty()) {
      return;
    }
    try (Stream<Path> tree = Files.walk(Path.of(folder))) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Whoever cleans the machine's temporary files finds the rest.
      return;
    }
  }
}

package dev.flotilla.main.synth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What a run leaves behind in files that nobody needs: jsii cleans up only a part of its own. */
public final class TemporaryFolder {
  /** The system property by which the launcher names the one that it has made for all of them. */
  static final String PROPERTY = "flotilla.temporary";

  private static final int MOST_PASSES = 100;

  /** What jsii has made without a launcher: a second one, if the first Node.js has ended early. */
  private static final Set<Path> ADOPTED = ConcurrentHashMap.newKeySet();

  private TemporaryFolder() {}

  /** Whether the launcher has made one. */
  static boolean isThere() {
    return !folder().isEmpty();
  }

  /** Has {@code folder} removed too. */
  static void adopt(Path folder) {
    ADOPTED.add(folder);
  }

  private static String folder() {
    return System.getProperty(PROPERTY, "");
  }

  /** Removes it and all in it, if there is one; the program is at its end. */
  public static void remove() {
    if (isThere()) {
      remove(Path.of(folder()));
    }
    ADOPTED.forEach(TemporaryFolder::remove);
  }

  private static void remove(Path folder) {
    // jsii removes a part of it too, and a file that goes between two looks ends a pass.
    for (int pass = 0; pass < MOST_PASSES && Files.exists(folder); pass++) {
      removeWhatIsIn(folder);
    }
  }

  private static void removeWhatIsIn(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Whoever cleans the machine's temporary files finds what the last pass has left.
      return;
    }
  }
}

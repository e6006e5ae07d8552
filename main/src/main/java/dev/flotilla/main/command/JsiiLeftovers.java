package dev.flotilla.main.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes what jsii leaves in the temporary folder: it deletes its files, but not their folders.
 */
final class JsiiLeftovers {
  private static final String FOLDER_PREFIX = "jsii-java-runtime";

  private JsiiLeftovers() {}

  static void removeAtExit() {
    List<Path> folders =
        ProcessHandle.current()
            .children()
            .flatMap(child -> Stream.of(child.info().arguments().orElse(new String[0])))
            .map(Path::of)
            .filter(script -> script.getNameCount() > 2)
            .map(script -> script.getParent().getParent())
            .filter(folder -> String.valueOf(folder.getFileName()).startsWith(FOLDER_PREFIX))
            .toList();
    try {
      Thread removal = new Thread(() -> folders.forEach(JsiiLeftovers::remove));
      Runtime.getRuntime().addShutdownHook(removal);
    } catch (IllegalStateException e) {
      // The program is ending already.
      folders.forEach(JsiiLeftovers::remove);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // Some empty folders stay, as they would without us.
      return;
    }
  }
}

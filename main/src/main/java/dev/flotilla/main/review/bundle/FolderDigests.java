package dev.flotilla.main.review.bundle;

import dev.flotilla.main.publish.content.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The digests of the files in a folder. */
public final class FolderDigests {
  private FolderDigests() {}

  /**
   * Returns them by their paths from the folder on, with slashes.
   *
   * @param wanted which paths count
   */
  static SortedMap<String, String> of(Path folder, Predicate<String> wanted) {
    SortedMap<String, String> digests = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : tree.filter(path -> !Files.isDirectory(path)).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (wanted.test(name)) {
          digests.put(
              name, Files.isRegularFile(file) ? Digest.of(Files.readAllBytes(file)) : "no file");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '" + folder + "'", e);
    }
    return digests;
  }

  /** Returns one digest of all of them, and of their paths. */
  public static String ofAll(Path folder, Predicate<String> wanted) {
    String lines =
        of(folder, wanted).entrySet().stream()
            .map(file -> file.getValue() + " " + file.getKey() + "\n")
            .collect(Collectors.joining());
    return Digest.of(lines.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.flotilla.stacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SHA-256 of each file in a folder, for goldens of more text than anybody reads. */
final class FileDigests {
  /** CDKTF's own, whose order of stacks and versions are no part of what is deployed. */
  private static final String MANIFEST = "manifest.json";

  private FileDigests() {}

  /** Returns a line for each file that {@code paths} accepts, {@code <path> <digest>}, sorted. */
  static String text(Path folder, Predicate<String> paths) {
    SortedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.filter(Files::isRegularFile)
          .filter(file -> !file.endsWith(MANIFEST))
          .forEach(file -> files.put(folder.relativize(file).toString(), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.entrySet().stream()
        .filter(file -> paths.test(file.getKey()))
        .map(file -> file.getKey() + " " + sha256(file.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String sha256(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.flotilla.stacks.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders as a whole. */
final class FileTree {
  private FileTree() {}

  /** Returns what is in a folder, sorted; nothing if it is not there. */
  static List<Path> list(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }

  /** Deletes {@code root} and all in it, if it is there. */
  static void delete(Path root) throws IOException {
    while (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      NavigableMap<Integer, List<Path>> levels = new TreeMap<>();
      try (Stream<Path> tree = Files.walk(root)) {
        tree.forEach(
            path ->
                levels.computeIfAbsent(path.getNameCount(), level -> new ArrayList<>()).add(path));
      }
      try {
        // Tens of thousands in a big fleet, and the file system works on several at once.
        levels
            .descendingMap()
            .values()
            .forEach(level -> level.parallelStream().forEach(FileTree::deleteOne));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (DirectoryNotEmptyException writtenTo) {
      // Its turn comes again: a signal is ending Node.js, which has just written another file.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

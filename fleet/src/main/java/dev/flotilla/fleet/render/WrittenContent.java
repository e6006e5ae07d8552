package dev.flotilla.fleet.render;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is in the folder of one content already. What an earlier run has written is known by the
 * mark in its kustomization.yaml, and by that file's list; all else belongs to somebody else.
 *
 * @param folder the folder of the content
 * @param files what an earlier run has written, from path to text
 */
record WrittenContent(Path folder, SortedMap<Path, String> files) {
  private static final int PHASE_AND_ENVIRONMENT = 2;

  static WrittenContent of(Path folder) throws IOException {
    SortedMap<Path, String> files = new TreeMap<>();
    for (Path list : kustomizations(folder)) {
      String text = text(list);
      if (text.startsWith(ContentFiles.MARK)) {
        files.put(list, text);
        for (String name : ContentFiles.listed(text)) {
          Path file = list.resolveSibling(name).normalize();
          if (file.getParent().equals(list.getParent()) && isFile(file)) {
            files.put(file, text(file));
          }
        }
      }
    }
    return new WrittenContent(folder, files);
  }

  private static List<Path> kustomizations(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return found;
    }
    try (Stream<Path> tree = Files.walk(folder, PHASE_AND_ENVIRONMENT + 1)) {
      tree.filter(path -> path.endsWith(ContentFiles.KUSTOMIZATION) && isFile(path))
          .sorted()
          .forEach(found::add);
    }
    return found;
  }

  static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** What is no text was not written by Flotilla, and is replaced if it has such a name. */
  static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      return "";
    }
  }

  static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Returns what is in the way of {@code wanted}, paths relative to the folder. */
  List<String> foreign(Collection<String> wanted) throws IOException {
    SortedSet<Path> folders = new TreeSet<>();
    wanted.forEach(path -> folders.add(folder.resolve(path).getParent()));
    List<String> foreign = new ArrayList<>();
    for (Path path : folders) {
      for (Path above = path; !above.equals(folder.getParent()); above = above.getParent()) {
        if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)
            && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
          foreign.add(
              "the folder of an environment must be a folder, got a file or link '%s'; remove it"
                  .formatted(above));
        }
      }
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        try (Stream<Path> entries = Files.list(path)) {
          entries
              .filter(entry -> !files.containsKey(entry))
              .sorted()
              .forEach(entry -> foreign.add(unwritten(path, entry)));
        }
      }
    }
    return foreign;
  }

  private String unwritten(Path path, Path entry) {
    return "the folder '%s' must hold only what Flotilla has written, got '%s'; move it away"
        .formatted(folder.relativize(path), path.relativize(entry));
  }
}

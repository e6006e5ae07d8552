package dev.flotilla.main.project;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The folder of a new project.
 *
 * @param path the absolute path
 */
public record ProjectFolder(Path path) {
  /** The folder that libraries are copied to, below the project's. */
  public static final String LIBRARIES = "libraries";

  /**
   * Writes the files, from path to content, and a copy of the libraries: all of it or, when
   * something fails, nothing.
   *
   * @param libraries a Maven repository; empty means that the project has none of its own
   */
  public void write(SortedMap<String, String> files, Optional<Path> libraries) {
    if (!isFree()) {
      throw new Failure(
          "the folder of a new project must be new or empty, got '%s'; name another"
              .formatted(path));
    }
    Deque<Path> written = new ArrayDeque<>();
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        writeOne(path.resolve(file.getKey()), file.getValue(), written);
      }
      if (libraries.isPresent()) {
        copy(libraries.get(), path.resolve(LIBRARIES), written);
      }
    } catch (IOException e) {
      written.forEach(ProjectFolder::delete);
      throw new Failure(
          "cannot write the new project to '%s'; make the folder writable or name another"
              .formatted(path));
    }
  }

  private boolean isFree() {
    if (!Files.isDirectory(path)) {
      return !Files.exists(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static void writeOne(Path file, String content, Deque<Path> written) throws IOException {
    createFolder(file.getParent(), written);
    written.push(file);
    Files.writeString(file, content);
    if (content.startsWith("#!")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void copy(Path from, Path to, Deque<Path> written) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        createFolder(copy.getParent(), written);
        written.push(copy);
        Files.copy(file, copy);
      }
    }
  }

  private static void createFolder(Path folder, Deque<Path> written) throws IOException {
    if (!Files.isDirectory(folder)) {
      createFolder(folder.getParent(), written);
      Files.createDirectory(folder);
      written.push(folder);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // It stays; the reported failure already names the folder.
      return;
    }
  }
}

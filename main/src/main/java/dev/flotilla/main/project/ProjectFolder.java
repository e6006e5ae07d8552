package dev.flotilla.main.project;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The folder of a new project.
 *
 * @param path the absolute path
 */
public record ProjectFolder(Path path) {
  /** Writes the files, from path to content: all of them or, when something fails, nothing. */
  public void write(SortedMap<String, String> files) {
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
    } catch (IOException e) {
      written.forEach(ProjectFolder::delete);
      throw new Failure(
          "cannot write the new project, got '%s'; make its folder writable or name another"
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
      // It stays; the failure that is told already names the folder.
      return;
    }
  }
}

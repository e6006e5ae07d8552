package dev.flotilla.main.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the programs that run put their temporary files. It is removed when this program ends, with
 * what they have left: Node.js and OpenTofu leave files when a signal ends them.
 */
public final class TemporaryFolder {
  private static final List<Path> FOLDERS = new ArrayList<>();

  private static Optional<Path> own = Optional.empty();

  private TemporaryFolder() {}

  /** Returns it, or the system's temporary folder if none can be created. */
  public static synchronized Path path() {
    if (own.isEmpty()) {
      own = Optional.of(create(Path.of(System.getProperty("java.io.tmpdir"))));
    }
    return own.get();
  }

  private static Path create(Path parent) {
    FileAttribute<?> ours =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      // A short name: OpenTofu's providers have sockets in it, whose paths must not be long.
      Path folder = parent.resolve("flotilla-" + ProcessHandle.current().pid());
      return adopt(Files.createDirectory(folder, ours));
    } catch (FileAlreadyExistsException e) {
      return createAnother(parent);
    } catch (IOException e) {
      return parent;
    }
  }

  private static Path createAnother(Path parent) {
    try {
      return adopt(Files.createTempDirectory(parent, "flotilla-"));
    } catch (IOException e) {
      return parent;
    }
  }

  /** Adds a folder that is removed as well. */
  public static synchronized Path adopt(Path folder) {
    FOLDERS.add(folder);
    return folder;
  }

  /** Removes it and all in it, if there is one; the program is at its end. */
  public static synchronized void remove() {
    FOLDERS.forEach(TemporaryFolder::remove);
    FOLDERS.clear();
    own = Optional.empty();
  }

  private static void remove(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // What is left is cleaned up with the machine's other temporary files.
      return;
    }
  }
}

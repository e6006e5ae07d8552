package dev.flotilla.main.process;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Files and folders that nobody but their owner may read. */
public final class PrivateFile {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFile() {}

  /**
   * Creates an empty file, in place of an existing one; a program that writes to it keeps its mode.
   */
  public static void create(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
    } catch (IOException e) {
      throw new Failure("cannot write '" + file + "'; make its folder writable for you");
    }
  }

  /** Removes a file, if it is there. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Failure("cannot remove '" + file + "'; remove it yourself");
    }
  }

  /** Removes a folder and all that is in it. */
  public static void deleteFolder(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(PrivateFile::delete);
    } catch (IOException e) {
      throw new Failure("cannot remove '" + folder + "'; remove it yourself");
    }
  }

  /** Writes a file, in place of an existing one. */
  public static void write(Path file, String text) {
    createFolder(file.getParent());
    create(file);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new Failure("cannot write '" + file + "'; make its folder writable for you");
    }
  }

  /** A file that another run replaces at this moment is new, and for its owner alone already. */
  private static void takeFromOthers(Path file) throws IOException {
    try {
      Files.setPosixFilePermissions(file, FILE);
    } catch (NoSuchFileException e) {
      // It is gone.
    }
  }

  /**
   * Creates a folder, or makes an existing one and the files in it readable for their owner alone:
   * an earlier run, or another program, may have left them readable for everybody.
   */
  public static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
      Files.setPosixFilePermissions(folder, FOLDER);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
        for (Path file : files) {
          takeFromOthers(file);
        }
      }
    } catch (IOException e) {
      throw new Failure(
          "cannot create the folder '" + folder + "'; make its parent writable for you");
    }
  }
}

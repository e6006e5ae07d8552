package dev.flotilla.main.opentofu;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody but their owner may read. */
public final class PrivateFile {
  private PrivateFile() {}

  /**
   * Makes an empty file, in place of any that is there; a program that writes to it keeps its mode.
   */
  static void create(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException e) {
      throw new Failure("cannot write '" + file + "'; make its folder writable for you");
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Failure("cannot remove '" + file + "'; remove it yourself");
    }
  }

  /** Makes a folder, unless it is there. */
  public static void createFolder(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new Failure(
          "cannot make the folder '" + folder + "'; make its parent writable for you");
    }
  }
}

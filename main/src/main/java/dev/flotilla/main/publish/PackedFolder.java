package dev.flotilla.main.publish;

import dev.flotilla.main.report.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * A folder as the one layer of an artifact, a gzipped tar file: equal files give equal bytes,
 * whoever has written them, when and where.
 */
final class PackedFolder {
  private static final int PLAIN = 0100644;
  private static final int EXECUTABLE = 0100755;

  private final byte[] content;
  private final String digest;
  private final int files;

  private PackedFolder(byte[] content, int files) {
    this.content = content;
    this.digest = Digest.of(content);
    this.files = files;
  }

  /**
   * Packs all files of {@code folder}.
   *
   * @throws Failure if there is none, or one that is no regular file
   */
  static PackedFolder of(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      SortedSet<String> paths = new TreeSet<>();
      tree.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(file -> paths.add(slashed(folder.relativize(file))));
      return of(folder, paths);
    } catch (IOException e) {
      throw unreadable(folder);
    }
  }

  /** Packs those files of {@code folder}. */
  static PackedFolder of(Path folder, SortedSet<String> paths) {
    if (paths.isEmpty()) {
      throw new Failure("a folder to publish must have files, got none in '" + folder + "'");
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try {
      write(folder, paths, content);
    } catch (IOException e) {
      throw unreadable(folder);
    }
    return new PackedFolder(content.toByteArray(), paths.size());
  }

  private static void write(Path folder, SortedSet<String> paths, OutputStream content)
      throws IOException {
    // Its header has no time and no name unless it is told them.
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(content), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (String path : paths) {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new Failure(
              "Flux takes files and folders only, got '%s', which is neither; replace it or leave it out"
                  .formatted(file));
        }
        tar.putArchiveEntry(entry(path, file));
        Files.copy(file, tar);
        tar.closeArchiveEntry();
      }
    }
  }

  private static TarArchiveEntry entry(String path, Path file) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    boolean executable =
        Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
    entry.setMode(executable ? EXECUTABLE : PLAIN);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    entry.setSize(Files.size(file));
    return entry;
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static Failure unreadable(Path folder) {
    return new Failure(
        "cannot read the folder to publish, got '" + folder + "'; make it readable for you");
  }

  byte[] content() {
    return content;
  }

  /** Returns what the registry knows it by. */
  String digest() {
    return digest;
  }

  /** Returns what it is, for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d %s, %.1f KiB, %s",
        files,
        files == 1 ? "file" : "files",
        content.length / 1024.0,
        digest);
  }
}

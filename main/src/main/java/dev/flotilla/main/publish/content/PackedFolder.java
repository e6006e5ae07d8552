package dev.flotilla.main.publish.content;

import dev.flotilla.main.report.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * A folder as the one layer of an artifact, a gzipped tar file: equal files give equal bytes,
 * whoever has written them, when and where.
 */
public final class PackedFolder {
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
  public static PackedFolder of(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<PackedFile> files = new ArrayList<>();
      for (Path file : tree.toList()) {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          files.add(read(folder, file));
        }
      }
      return of(folder, files);
    } catch (IOException | UncheckedIOException e) {
      throw new Failure(
          "cannot read the folder to publish, got '" + folder + "'; make it readable for you");
    }
  }

  private static PackedFile read(Path folder, Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Failure(
          "Flux takes files and folders only, got '%s', which is neither; replace it or leave it out"
              .formatted(file));
    }
    return new PackedFile(
        slashed(folder.relativize(file)),
        Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE),
        Files.readAllBytes(file));
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /**
   * Packs files, each with the bytes that it has now.
   *
   * @param folder where they are, for messages
   * @throws Failure if there is none, or one that would exhaust the clusters' controllers
   */
  public static PackedFolder of(Path folder, List<PackedFile> files) {
    if (files.isEmpty()) {
      throw new Failure("a folder to publish must have files, got none in '" + folder + "'");
    }
    List<PackedFile> sorted =
        files.stream().sorted(Comparator.comparing(PackedFile::path)).toList();
    YamlExpansion.check(sorted);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try {
      write(sorted, content);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes all that is written", e);
    }
    return new PackedFolder(content.toByteArray(), sorted.size());
  }

  private static void write(List<PackedFile> files, OutputStream content) throws IOException {
    // Its header has no time and no name unless it is told them.
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(content), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (PackedFile file : files) {
        tar.putArchiveEntry(entry(file));
        tar.write(file.content());
        tar.closeArchiveEntry();
      }
    }
  }

  private static TarArchiveEntry entry(PackedFile file) {
    TarArchiveEntry entry = new TarArchiveEntry(file.path());
    entry.setMode(file.executable() ? EXECUTABLE : PLAIN);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    entry.setSize(file.content().length);
    return entry;
  }

  public byte[] content() {
    return content;
  }

  /** Returns what the registry knows it by. */
  public String digest() {
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

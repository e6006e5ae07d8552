package dev.flotilla.main.publish.content;

import dev.flotilla.main.report.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * Files as the one layer of an artifact, a gzipped tar file: equal files give equal bytes,
 * regardless of who wrote them, when and where.
 */
public final class PackedFolder {
  private static final int PLAIN = 0100644;
  private static final int EXECUTABLE = 0100755;

  private final Layer layer;
  private final int files;

  private PackedFolder(Layer layer, int files) {
    this.layer = layer;
    this.files = files;
  }

  /**
   * Packs files, each with the bytes that it has now.
   *
   * @param folder where they are, for messages
   * @throws Failure if there is none, or one that would exhaust the clusters' controllers
   */
  public static PackedFolder of(Path folder, List<PackedFile> files) {
    if (files.isEmpty()) {
      throw new Failure(
          "a folder to publish must have files, got none in '"
              + folder
              + "'; add manifests, or name another folder");
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
    return new PackedFolder(new Layer(content.toByteArray()), sorted.size());
  }

  private static void write(List<PackedFile> files, OutputStream content) throws IOException {
    // The gzip header has no time and no name unless they are set.
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
    entry.setMode(file.isExecutable() ? EXECUTABLE : PLAIN);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    entry.setSize(file.content().length);
    return entry;
  }

  /** Returns all of it. */
  public Layer layer() {
    return layer;
  }

  /** Returns the compressed archive. */
  public byte[] content() {
    return layer.content();
  }

  /** Returns the digest of the archive, by which a registry knows it. */
  public String digest() {
    return layer.digest();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d %s, %.1f KiB, %s",
        files,
        files == 1 ? "file" : "files",
        content().length / 1024.0,
        digest());
  }
}

package dev.flotilla.main.publish.content;

import dev.flotilla.main.report.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The files in the layer of an artifact, the opposite of {@link PackedFolder}. */
public final class UnpackedFolder {
  /** Many times the manifests of a thousand clusters; a few bytes can be unpacked to any number. */
  private static final long MAX_BYTES = 1L << 30;

  private UnpackedFolder() {}

  /**
   * Returns the texts of files, by their paths from the artifact's root on.
   *
   * @param wanted which paths are read
   * @param name of the artifact, for messages
   */
  public static SortedMap<String, String> texts(
      byte[] layer, Predicate<String> wanted, String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    long left = MAX_BYTES;
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(new ByteArrayInputStream(layer)), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String path = entry.getName().replaceFirst("^(\\./)+", "");
        if (entry.isFile() && wanted.test(path)) {
          left -= entry.getSize();
          if (left < 0) {
            throw new Failure(
                "the files of an artifact must be at most %d MiB, got more in '%s'; publish it anew"
                    .formatted(MAX_BYTES >> 20, name));
          }
          texts.put(path, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new Failure(
          "the layer of an artifact must be a gzipped tar file, got something else in '%s'; publish it anew"
              .formatted(name));
    }
    return texts;
  }
}

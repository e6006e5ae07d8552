package dev.flotilla.main.publish.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Reads a file out of the layer of an artifact, of which nothing is unpacked. */
public final class ArchivedFile {
  private ArchivedFile() {}

  /**
   * Returns the content of a file, if the archive has it.
   *
   * @param limit the most bytes that it may have
   * @throws IOException if that is no gzipped tar file, or the file is larger
   */
  public static Optional<byte[]> find(byte[] archive, String path, int limit) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(new ByteArrayInputStream(archive)), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && entry.getName().equals(path)) {
          byte[] content = tar.readNBytes(limit + 1);
          if (content.length > limit) {
            throw new IOException("more than " + limit + " bytes in '" + path + "'");
          }
          return Optional.of(content);
        }
      }
      return Optional.empty();
    }
  }
}

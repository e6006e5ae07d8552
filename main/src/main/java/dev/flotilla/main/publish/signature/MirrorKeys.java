package dev.flotilla.main.publish.signature;

import dev.flotilla.main.report.Failure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder with the key pairs of a mirror, as {@link KeyPairs} has them. */
public record MirrorKeys(Path folder) {
  /** The environment variable that names the folder. */
  public static final String VARIABLE = "FLOTILLA_MIRROR_KEYS";

  /** Returns the public keys, by the artifacts' paths. */
  public SortedMap<String, String> publicKeys() {
    if (!Files.isDirectory(folder)) {
      throw new Failure(
          VARIABLE
              + " must be a folder, got '"
              + folder
              + "'; create it with 'flotilla keys', or correct the path");
    }
    SortedMap<String, String> keys = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Iterator<Path> all = files.iterator(); all.hasNext(); ) {
        add(all.next(), keys);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new Failure(
          VARIABLE
              + " must be a folder that you can read, got '"
              + folder
              + "'; make it readable for you");
    }
    if (keys.isEmpty()) {
      throw new Failure(
          "%s must be a folder with the public key '<path>.pub' of each artifact, such as 'acme/fleet.pub', got none in '%s'"
              .formatted(VARIABLE, folder));
    }
    return keys;
  }

  private void add(Path file, SortedMap<String, String> keys) throws IOException {
    String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
    if (path.endsWith(KeyPairs.PUBLIC) && Files.isRegularFile(file)) {
      keys.put(path.substring(0, path.length() - KeyPairs.PUBLIC.length()), Files.readString(file));
    }
  }
}

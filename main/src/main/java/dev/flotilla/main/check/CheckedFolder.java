package dev.flotilla.main.check;

import dev.flotilla.main.publish.ComponentFolder;
import dev.flotilla.main.publish.content.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A component's or tenant's folder, with the files that its artifact has.
 *
 * @param content as it is published, or would be
 */
public record CheckedFolder(ComponentFolder component, Layer content) {
  /** Returns the folders in {@code parent}, sorted; none if it is no folder. */
  public static List<Path> list(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '" + parent + "'", e);
    }
  }
}

package dev.flotilla.fleet.render;

import dev.flotilla.fleet.object.FleetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Writes the fleet artifact as files. */
public final class FleetWriter {
  private FleetWriter() {}

  /** Writes the part of {@code cluster} into {@code folder}, beside that of others. */
  public static void write(Path folder, RenderedCluster cluster) throws IOException {
    Set<Path> folders = new TreeSet<>();
    for (FleetFile file : cluster.files()) {
      Path target = folder.resolve(file.path());
      if (folders.add(target.getParent())) {
        Files.createDirectories(target.getParent());
      }
      Files.writeString(target, file.content().text());
    }
  }
}

package dev.flotilla.stacks;

import dev.flotilla.constructs.fleet.FleetFile;
import dev.flotilla.constructs.fleet.FleetObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The fleet artifact in the folder that a synth writes, {@code fleet}: two folders a cluster.
 *
 * <p>It is written into a sibling folder; then each cluster's folders replace their predecessors.
 */
final class FleetOutput {
  static final String FLEET = "fleet";

  private static final List<String> FOLDERS = List.of("clusters", "tenants");

  private final Path work;
  private final SortedSet<String> clusters = new TreeSet<>();

  FleetOutput(Path work) {
    this.work = work;
  }

  /** Returns the folders of an output that have a folder for each cluster. */
  static Stream<String> parents() {
    return FOLDERS.stream().map(name -> FLEET + "/" + name);
  }

  /** Writes the files of one cluster. */
  void write(String cluster, FleetObjects objects) {
    clusters.add(cluster);
    Path artifact = work.resolve(FLEET);
    Set<Path> folders = new TreeSet<>();
    try {
      for (Iterator<FleetFile> files = objects.files().iterator(); files.hasNext(); ) {
        FleetFile file = files.next();
        Path target = artifact.resolve(file.path());
        if (folders.add(target.getParent())) {
          Files.createDirectories(target.getParent());
        }
        Files.writeString(target, file.content().text());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the temporary folder, got '" + work + "'", e);
    }
  }

  /** Moves what was written into {@code output}, and removes the folders of {@code stale}. */
  void publish(Path output, Set<String> stale) throws IOException {
    for (String name : FOLDERS) {
      Path folder = Files.createDirectories(output.resolve(FLEET).resolve(name));
      Path replaced = Files.createDirectories(work.resolve("replaced").resolve(name));
      for (Path present : SynthOutput.list(folder)) {
        String cluster = present.getFileName().toString();
        if (stale.contains(cluster) || clusters.contains(cluster)) {
          Files.move(present, replaced.resolve(cluster));
        }
      }
      for (Path written : SynthOutput.list(work.resolve(FLEET).resolve(name))) {
        Files.move(written, folder.resolve(written.getFileName().toString()));
      }
    }
  }
}

package dev.flotilla.stacks.output;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.render.FleetWriter;
import dev.flotilla.fleet.render.RenderedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * The fleet artifact in the folder that a synth writes, {@code fleet}: two folders per cluster, and
 * the descriptor of all.
 *
 * <p>It is written into a sibling folder; then each cluster's folders replace their predecessors.
 */
public final class FleetOutput {
  static final String FLEET = "fleet";

  private static final List<String> FOLDERS = List.of("clusters", "tenants");

  private final Path work;
  private final SortedSet<String> clusters = new ConcurrentSkipListSet<>();

  FleetOutput(Path work) {
    this.work = work;
  }

  /** Returns the folders of an output that have a folder for each cluster. */
  static Stream<String> parents() {
    return FOLDERS.stream().map(name -> FLEET + "/" + name);
  }

  /** Writes the files of one cluster; several may be written at once. */
  public void write(RenderedCluster cluster) {
    clusters.add(cluster.name());
    try {
      FleetWriter.write(work.resolve(FLEET), cluster);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /** Writes the descriptor of the fleet. */
  public void write(FleetDescriptor descriptor) {
    try {
      Path folder = Files.createDirectories(work.resolve(FLEET));
      Files.writeString(folder.resolve(FleetDescriptor.FILE), descriptor.toJson());
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private UncheckedIOException notWritten(IOException e) {
    return new UncheckedIOException("cannot write the temporary folder, got '" + work + "'", e);
  }

  /** Moves what was written into {@code output}, and removes the folders of {@code stale}. */
  void publish(Path output, Set<String> stale) throws IOException {
    for (String name : FOLDERS) {
      Path folder = Files.createDirectories(output.resolve(FLEET).resolve(name));
      Path replaced = Files.createDirectories(work.resolve("replaced").resolve(name));
      for (Path present : FileTree.list(folder)) {
        String cluster = present.getFileName().toString();
        if (stale.contains(cluster) || clusters.contains(cluster)) {
          Files.move(present, replaced.resolve(cluster));
        }
      }
      for (Path written : FileTree.list(work.resolve(FLEET).resolve(name))) {
        Files.move(written, folder.resolve(written.getFileName().toString()));
      }
    }
    Path descriptor = Path.of(FLEET, FleetDescriptor.FILE);
    Files.move(
        work.resolve(descriptor),
        output.resolve(descriptor),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }
}

package dev.flotilla.main.review.baseline;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Failures;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with an earlier rendering. */
final class FolderBaseline {
  private FolderBaseline() {}

  /**
   * Reads the files of the clusters that are compared.
   *
   * @param folder the files of a fleet artifact, or an output folder
   * @param name as the user gave it
   * @param clusters those to compare
   */
  static Baseline of(Path folder, String name, Fleet fleet, List<String> clusters) {
    Path root =
        Stream.of(folder, folder.resolve("fleet"))
            .filter(path -> Files.isDirectory(path.resolve("clusters")))
            .findFirst()
            .orElseThrow(() -> noRendering(name));
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString().replace('\\', '/');
        if (ArtifactFiles.isManifest(path)) {
          files.put(path, Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw Failures.of(
          new UncheckedIOException("cannot read '" + name + "'", e), "; render the fleet anew");
    } catch (UncheckedIOException e) {
      throw Failures.of(e, "; make it accessible to you");
    }
    return new Baseline(
        List.of(name),
        ArtifactFiles.ofPaths(files).only(Baseline.wanted(fleet, clusters)),
        clusters,
        List.of());
  }

  private static Failure noRendering(String name) {
    return new Failure(
        "--against must be a folder with a rendering, got '%s' without 'clusters' and 'fleet/clusters'; write one with 'flotilla synth --output DIR'"
            .formatted(name));
  }
}

package dev.flotilla.main.review.baseline;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds what a fleet is compared with. */
public final class Baselines {
  /** The environment variable that names one for {@code synth}, which CDKTF starts. */
  public static final String VARIABLE = "FLOTILLA_AGAINST";

  private Baselines() {}

  /** Returns what the clusters' channels point to now. */
  public static Baseline live(Invocation invocation, List<Cluster> clusters) {
    return LiveBaseline.of(invocation, clusters);
  }

  /**
   * Returns a rendering that the user names: a folder, or else a Git revision of the project.
   *
   * @throws Failure if it is neither, or cannot be read
   */
  public static Baseline named(String name, Invocation invocation, List<Cluster> clusters) {
    List<String> names = clusters.stream().map(Cluster::name).toList();
    Path folder = invocation.resolve(Path.of(name));
    if (Files.isDirectory(folder)) {
      return FolderBaseline.of(folder, name, invocation.fleet(), names);
    }
    return RevisionBaseline.find(invocation, name, names)
        .orElseThrow(
            () ->
                new Failure(
                    "--against must be a folder with a rendering or a Git revision, got '%s'; write a folder with 'flotilla synth --output DIR', or name a commit, a branch or a tag"
                        .formatted(name)));
  }
}

package dev.flotilla.fleet;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.render.FleetRenderer;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.resolve.InvalidFleetException;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import java.util.List;
import java.util.stream.Collectors;

/** What the clusters of a fleet have in the fleet artifact. */
public final class Rendering {
  private Rendering() {}

  /** Returns what the first cluster has. */
  public static RenderedCluster of(Fleet fleet) {
    return of(fleet, fleet.clusters().get(0));
  }

  public static RenderedCluster of(Fleet fleet, Cluster cluster) {
    return FleetRenderer.render(List.of(new ClusterResolver(fleet).resolve(cluster))).get(0);
  }

  /** Returns the text of one file, empty if it is not there. */
  public static String file(RenderedCluster cluster, String path) {
    return cluster.files().stream()
        .filter(file -> file.path().equals(path))
        .map(FleetFile::content)
        .map(FleetFile.Content::text)
        .collect(Collectors.joining());
  }

  /** Returns the rules that {@code fleet} breaks. */
  public static List<Problem> problems(Fleet fleet) {
    try {
      ResolvedFleet.of(fleet);
      return List.of();
    } catch (InvalidFleetException e) {
      return e.problems();
    }
  }
}

package dev.flotilla.fleet.render;

import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import java.util.List;

/**
 * One cluster's part of the fleet artifact.
 *
 * @param name the cluster's
 * @param files in the order in which they were rendered
 * @param problems everything that is wrong with them
 */
public record RenderedCluster(String name, List<FleetFile> files, List<Problem> problems) {
  public RenderedCluster {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }
}

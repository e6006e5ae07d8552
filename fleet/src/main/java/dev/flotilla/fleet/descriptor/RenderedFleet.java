package dev.flotilla.fleet.descriptor;

import dev.flotilla.fleet.render.FleetRenderer;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import java.util.List;

/**
 * The fleet artifact: the part of each cluster, and the descriptor of the whole.
 *
 * @param clusters in the order of the fleet
 */
public record RenderedFleet(List<RenderedCluster> clusters, FleetDescriptor descriptor) {
  public RenderedFleet {
    clusters = List.copyOf(clusters);
  }

  /** Renders all clusters of {@code fleet}. */
  public static RenderedFleet of(ResolvedFleet fleet) {
    return of(fleet, FleetRenderer.render(fleet.clusters()));
  }

  /** Returns {@code fleet} with all of its clusters, which were rendered. */
  public static RenderedFleet of(ResolvedFleet fleet, List<RenderedCluster> clusters) {
    return new RenderedFleet(clusters, FleetDescriptor.of(fleet, clusters));
  }
}

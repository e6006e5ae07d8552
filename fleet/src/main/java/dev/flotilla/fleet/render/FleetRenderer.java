package dev.flotilla.fleet.render;

import dev.flotilla.fleet.object.SharedObjects;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import java.util.Collection;
import java.util.List;

/**
 * Renders the fleet artifact of resolved clusters, several at once. What many clusters share is
 * checked and written once.
 */
public final class FleetRenderer {
  private final SharedObjects objects = new SharedObjects();

  private FleetRenderer() {}

  /** Returns what {@code clusters} have in the fleet artifact, in their order. */
  public static List<RenderedCluster> render(Collection<ResolvedCluster> clusters) {
    FleetRenderer fleet = new FleetRenderer();
    return clusters.parallelStream().map(fleet::render).toList();
  }

  private RenderedCluster render(ResolvedCluster resolved) {
    String place = resolved.name();
    ClusterRenderer renderer = new ClusterRenderer(resolved.context(), resolved.sync());
    renderer.add(place, resolved.bootstrap());
    resolved.deliver(place + "/", renderer);
    renderer.add(place, resolved.cluster().objects());
    renderer.share(objects);
    return new RenderedCluster(place, renderer.files(), renderer.problems());
  }
}

package dev.flotilla.constructs.artifact;

import dev.flotilla.fleet.render.ClusterRenderer;

/** What one construct adds to a cluster's part of the fleet artifact. */
@FunctionalInterface
public interface FluxPart {
  /**
   * Adds it to a renderer.
   *
   * @param place names it in problems: the construct's path
   */
  void addTo(ClusterRenderer renderer, String place);
}

package dev.flotilla.stacks;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@link FleetApp} takes beside the fleet.
 *
 * @param output the folder that is written, new or written by earlier synths of the same fleet;
 *     local states lie beside it, in {@code .flotilla/state}
 * @param clusters the names of the clusters to synthesize; empty means all
 */
public record FleetAppProps(Path output, Set<String> clusters) {
  public FleetAppProps {
    clusters = Collections.unmodifiableSet(new TreeSet<>(clusters));
  }

  boolean has(Cluster cluster) {
    return !isSubset() || clusters.contains(cluster.name());
  }

  boolean isSubset() {
    return !clusters.isEmpty();
  }
}

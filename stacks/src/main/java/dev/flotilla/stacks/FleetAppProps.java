package dev.flotilla.stacks;

import dev.flotilla.fleet.cluster.Cluster;
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
 * @param isProjectOutput whether the output is the project's own: what the project's fleet has
 *     written there under another address, before its organization was changed, is replaced; else
 *     it is rejected
 * @param customizer adds to each stack what the fleet does not have
 */
public record FleetAppProps(
    Path output, Set<String> clusters, boolean isProjectOutput, StackCustomizer customizer) {
  public FleetAppProps {
    clusters = Collections.unmodifiableSet(new TreeSet<>(clusters));
  }

  /** Takes an output that may be of several fleets. */
  public FleetAppProps(Path output, Set<String> clusters) {
    this(output, clusters, StackCustomizer.NONE);
  }

  /** Takes an output that may be of several fleets, and what is added to their stacks. */
  public FleetAppProps(Path output, Set<String> clusters, StackCustomizer customizer) {
    this(output, clusters, false, customizer);
  }

  boolean has(Cluster cluster) {
    return !isSubset() || clusters.contains(cluster.name());
  }

  boolean isSubset() {
    return !clusters.isEmpty();
  }
}

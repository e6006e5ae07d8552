package dev.flotilla.stacks;

import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
public record FleetAppProps(
    Path output, Set<String> clusters, boolean isProjectOutput, StackCustomizer customizer) {
  public FleetAppProps {
    clusters = Collections.unmodifiableSet(new TreeSet<>(clusters));
  }

  /**
   * Returns props that write all clusters of a fleet, and nothing beside what it has, to an output
   * that may be of several fleets.
   */
  public static FleetAppProps of(Path output) {
    return new FleetAppProps(output, Collections.emptySortedSet(), false, StackCustomizer.NONE);
  }

  /** Returns these props for some clusters only, by their names; none means all. */
  public FleetAppProps withClusters(Set<String> names) {
    return FleetAppPropsFields.from(this).clusters(names).build();
  }

  /** Returns these props with an output that is, or is not, the project's own. */
  public FleetAppProps withProjectOutput(boolean value) {
    return FleetAppPropsFields.from(this).isProjectOutput(value).build();
  }

  /** Returns these props with what {@code value} adds to each stack. */
  public FleetAppProps withCustomizer(StackCustomizer value) {
    return FleetAppPropsFields.from(this).customizer(value).build();
  }

  boolean has(String cluster) {
    return !isSubset() || clusters.contains(cluster);
  }

  boolean isSubset() {
    return !clusters.isEmpty();
  }
}

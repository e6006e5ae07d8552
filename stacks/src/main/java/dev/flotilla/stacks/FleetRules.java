package dev.flotilla.stacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules that span the clusters of a fleet. */
final class FleetRules {
  private FleetRules() {}

  static List<Problem> check(Fleet fleet) {
    List<Problem> problems = new ArrayList<>();
    if (fleet.clusters().isEmpty()) {
      problems.add(new Problem("fleet", "a fleet must have at least one cluster, got none"));
    }
    Set<String> names = new TreeSet<>();
    List<ClusterAccess> accesses = new ArrayList<>();
    for (Cluster cluster : fleet.clusters()) {
      if (!names.add(cluster.name())) {
        problems.add(
            new Problem(
                cluster.name(),
                "the clusters of a fleet must differ in name, state and sync path, got '"
                    + cluster.name()
                    + "' twice"));
      } else if (accesses.contains(cluster.access())) {
        problems.add(
            new Problem(
                cluster.name(),
                "two clusters must not be one, got " + cluster.access().description() + " twice"));
      }
      if (cluster.access() instanceof KindAccess
          && fleet.cluster(KindAccess.stackName(cluster)).isPresent()) {
        problems.add(
            new Problem(
                KindAccess.stackName(cluster),
                "a cluster must not be named as the stack of a kind cluster, got '"
                    + KindAccess.stackName(cluster)
                    + "'; rename it or '"
                    + cluster.name()
                    + "'"));
      }
      if (!(cluster.access() instanceof KindAccess)) {
        accesses.add(cluster.access());
      }
    }
    return problems;
  }
}

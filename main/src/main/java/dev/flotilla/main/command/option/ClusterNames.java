package dev.flotilla.main.command.option;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.DescribedCluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/** Finds the clusters that a command line names. */
public final class ClusterNames {
  private ClusterNames() {}

  /**
   * Returns the clusters of those names, each once, or all clusters of the fleet if there is no
   * name.
   */
  public static List<Cluster> find(Fleet fleet, List<String> names) {
    if (names.isEmpty()) {
      return fleet.clusters();
    }
    List<Cluster> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      fleet
          .cluster(name)
          .ifPresentOrElse(
              found::add, () -> problems.add(unknown(name, fleet.clusters(), Cluster::name)));
    }
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
    return found;
  }

  /** Returns the cluster of that name. */
  public static DescribedCluster find(FleetDescriptor fleet, String name) {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Failure(unknown(name, fleet.clusters(), DescribedCluster::name)));
  }

  /**
   * Returns the clusters of an environment.
   *
   * @param names those that were named beside it; there must be none
   */
  public static List<Cluster> ofEnvironment(Fleet fleet, String environment, List<String> names) {
    if (!names.isEmpty()) {
      throw new Failure(
          "--environment must come without clusters, got '%s' and '%s'; name the one or the others"
              .formatted(environment, String.join(" ", names)));
    }
    List<Cluster> found =
        fleet.clusters().stream()
            .filter(cluster -> cluster.environment().name().equals(environment))
            .toList();
    if (found.isEmpty()) {
      List<String> known =
          fleet.clusters().stream()
              .map(cluster -> cluster.environment().name())
              .distinct()
              .toList();
      throw new Failure(
          "unknown environment '%s'; %s"
              .formatted(environment, Suggestion.hint(environment, known, "the fleet has: ")));
    }
    return found;
  }

  private static <C> String unknown(String name, List<C> clusters, Function<C, String> names) {
    return "unknown cluster '%s'; %s"
        .formatted(
            name, Suggestion.hint(name, clusters.stream().map(names).toList(), "the fleet has: "));
  }
}

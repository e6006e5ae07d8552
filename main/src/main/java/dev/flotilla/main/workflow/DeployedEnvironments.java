package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.DescribedCluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.environment.Environment;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environments of a fleet whose clusters take what a Git ref of its repository builds. */
record DeployedEnvironments(FleetDescriptor fleet) {
  /** Returns those that take branches or releases, and not pull requests. */
  Stream<Environment> all() {
    return fleet.environments().stream()
        .filter(one -> isReleased(one) || one.signedFrom().branches().findAny().isPresent());
  }

  /** Returns those that take branches. */
  Stream<Environment> ofBranches() {
    return all().filter(one -> !isReleased(one));
  }

  static boolean isReleased(Environment environment) {
    return environment.channel().isReleased();
  }

  /** Returns the names of its clusters, as arguments. */
  String clusters(Environment environment) {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.environment().equals(environment.name()))
        .map(DescribedCluster::name)
        .collect(Collectors.joining(" "));
  }

  /** Returns, by branches, the clusters that a merge into it is deployed to, as arguments. */
  SortedMap<String, String> clustersByBranch() {
    SortedMap<String, String> clusters = new TreeMap<>();
    ofBranches()
        .forEach(
            one ->
                one.signedFrom()
                    .branches()
                    .forEach(
                        branch ->
                            clusters.merge(
                                branch, clusters(one), (some, more) -> some + " " + more)));
    return clusters;
  }
}

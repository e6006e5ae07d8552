package dev.flotilla.stacks;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;

/**
 * What {@link ClusterStack} takes.
 *
 * @param cluster with all that its fleet gives it
 */
public record ClusterStackProps(ResolvedCluster cluster) {
  /**
   * Returns the props of one cluster of {@code fleet}.
   *
   * <p>Rejected: a cluster that the fleet does not have, a fleet that breaks a rule.
   */
  public static ClusterStackProps of(Fleet fleet, Cluster cluster) {
    return new ClusterStackProps(ResolvedFleet.of(fleet).cluster(cluster));
  }
}

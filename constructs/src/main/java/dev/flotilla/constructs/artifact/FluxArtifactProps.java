package dev.flotilla.constructs.artifact;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;

/**
 * What {@link FluxArtifact} takes.
 *
 * @param cluster with all that its fleet gives it: what components and tenants need to know of it,
 *     the source that Flux syncs, and the props of the constructs that every cluster has
 */
public record FluxArtifactProps(ResolvedCluster cluster) {
  /**
   * Returns the props of one cluster of {@code fleet}.
   *
   * <p>Rejected: a cluster that the fleet does not have, a fleet that breaks a rule.
   */
  public static FluxArtifactProps of(Fleet fleet, Cluster cluster) {
    return new FluxArtifactProps(ResolvedFleet.of(fleet).cluster(cluster));
  }
}

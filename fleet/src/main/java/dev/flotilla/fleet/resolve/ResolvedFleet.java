package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import java.util.List;
import java.util.Optional;

/**
 * A fleet that breaks none of the rules that span its values, with each of its clusters resolved.
 * Both are done once, and before anything slow begins.
 */
public final class ResolvedFleet {
  private final Fleet fleet;
  private final List<ResolvedCluster> clusters;

  private ResolvedFleet(Fleet fleet, List<ResolvedCluster> clusters) {
    this.fleet = fleet;
    this.clusters = List.copyOf(clusters);
  }

  /**
   * Checks and resolves {@code fleet}.
   *
   * @throws InvalidFleetException if the fleet breaks a rule; it lists all of them
   */
  public static ResolvedFleet of(Fleet fleet) {
    FleetRules rules = FleetRules.of(fleet);
    InvalidFleetException.requireNone(rules.problems());
    return new ResolvedFleet(fleet, rules.clusters());
  }

  /** Returns the fleet as it is declared. */
  public Fleet fleet() {
    return fleet;
  }

  /** Returns its clusters, in the order of the fleet. */
  public List<ResolvedCluster> clusters() {
    return clusters;
  }

  /**
   * Returns a cluster of the fleet with all that the fleet gives it.
   *
   * <p>Rejected: a cluster that the fleet does not have.
   */
  public ResolvedCluster cluster(Cluster cluster) {
    return clusters.stream()
        .filter(resolved -> resolved.cluster().equals(cluster))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a cluster must be one of its fleet, got '%s'; add it with Fleet.Builder.addCluster"
                        .formatted(cluster.name())));
  }

  /** Returns the cluster of that name. */
  public Optional<ResolvedCluster> cluster(String name) {
    return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
  }
}

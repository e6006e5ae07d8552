package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
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

  /** Returns the cluster of that name. */
  public Optional<ResolvedCluster> cluster(String name) {
    return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
  }
}

package dev.flotilla.main.rollout.live;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.rollout.ClusterObservation;
import dev.flotilla.main.rollout.ClusterObservation.Health;
import dev.flotilla.main.rollout.RingBake;
import dev.flotilla.main.rollout.RingTally;
import dev.flotilla.main.rollout.RolloutClock;
import dev.flotilla.main.rollout.RolloutGates;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The clusters of a ring after a deploy.
 *
 * @param deployed whether the deploy of a cluster has converged, by its name
 */
public record DeployedRing(
    List<Cluster> clusters, Predicate<String> deployed, ClusterQuestions questions) {
  /**
   * Returns how they are once they have passed the gates, or no longer can.
   *
   * @param progress gets a line each time
   */
  public RingTally watch(RolloutGates gates, RolloutClock clock, Consumer<String> progress) {
    RingTally tally =
        RingBake.watch(
            gates,
            clock,
            this::observe,
            seen -> progress.accept("ring of %s: %s".formatted(this, seen)));
    tally.errors().forEach((name, why) -> progress.accept(name + ": " + why));
    return tally;
  }

  /** Returns how each is. */
  SortedMap<String, ClusterObservation> observe() {
    SortedMap<String, ClusterObservation> observed = new TreeMap<>();
    questions
        .ask(clusters, (live, status) -> {})
        .forEach(status -> observed.put(status.cluster(), observe(status)));
    return observed;
  }

  /** One that was not deployed may be Ready with what it had before. */
  private ClusterObservation observe(FluxStatus status) {
    if (!deployed.test(status.cluster())) {
      return new ClusterObservation("", 0, 0, Health.FAILED, "its deploy has failed");
    }
    return status.reached()
        ? new ClusterObservation(
            "", 0, 0, status.ready() ? Health.READY : Health.FAILED, status.message())
        : ClusterObservation.unreachable(status.message());
  }

  @Override
  public String toString() {
    return clusters.stream().map(Cluster::name).collect(Collectors.joining(", "));
  }
}

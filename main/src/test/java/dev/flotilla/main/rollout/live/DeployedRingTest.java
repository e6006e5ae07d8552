package dev.flotilla.main.rollout.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.rollout.RingTally;
import dev.flotilla.main.rollout.RolloutClock;
import dev.flotilla.main.rollout.RolloutGates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DeployedRingTest {
  private static final List<Cluster> RING =
      List.of(
          Cluster.workload("eu", Environment.PRODUCTION).build(),
          Cluster.workload("us", Environment.PRODUCTION).build());

  private final List<String> lines = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Predicate<String> isReady = name -> true;

  private RingTally watch(int minReady, int budget, Set<String> converged) {
    RolloutClock clock =
        new RolloutClock() {
          @Override
          public Instant now() {
            return now;
          }

          @Override
          public void pause(Duration duration) {
            now = now.plus(duration);
          }
        };
    RolloutGates gates =
        new RolloutGates(
            minReady, budget, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofSeconds(30));
    return new DeployedRing(
            RING,
            converged::contains,
            (clusters, work) -> clusters.stream().map(this::status).toList())
        .watch(gates, clock, lines::add);
  }

  private FluxStatus status(Cluster cluster) {
    boolean isReadyNow = isReady.test(cluster.name());
    return new FluxStatus(
        cluster.name(),
        true,
        isReadyNow,
        "v2.9",
        "v0.59",
        SyncTarget.NONE,
        List.of(),
        List.of(),
        isReadyNow ? "" : "web: no");
  }

  @Test
  void ringThatStaysReadyPassesAfterTheBakeTime() {
    Instant begun = now;

    assertThat(watch(100, 0, Set.of("eu", "us")).hasPassed()).isTrue();
    assertThat(Duration.between(begun, now)).isEqualTo(Duration.ofMinutes(1));
    assertThat(lines).contains("ring of eu, us: 2 of 2 clusters Ready");
  }

  @Test
  void clusterThatIsNoLongerReadyHoldsUpTheNextRing() {
    Instant end = now.plusSeconds(40);
    isReady = name -> name.equals("us") || now.isBefore(end);

    assertThat(watch(100, 0, Set.of("eu", "us")).hasPassed()).isFalse();
    assertThat(lines).endsWith("eu: web: no");
  }

  @Test
  void failedDeployIsWithinTheBudgetOrNot() {
    assertThat(watch(50, 1, Set.of("us")).hasPassed()).isTrue();
    assertThat(watch(50, 0, Set.of("us")).hasPassed()).isFalse();
    assertThat(lines).contains("eu: its deploy has failed");
  }
}

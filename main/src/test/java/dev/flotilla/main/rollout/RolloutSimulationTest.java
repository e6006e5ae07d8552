package dev.flotilla.main.rollout;

import static dev.flotilla.main.rollout.SimulatedRollout.BEFORE;
import static dev.flotilla.main.rollout.SimulatedRollout.RELEASE;
import static dev.flotilla.main.rollout.SimulatedRollout.RINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.rollout.SimulatedRegistry.Faults;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rollouts over 1,000 clusters that are slow, cut off, lying, flapping, failing or unreachable,
 * behind a registry that loses writes and gives old answers, with tags that somebody moves back,
 * and with a process that is killed now and then and run again.
 */
class RolloutSimulationTest {
  private static final int CLUSTERS = 1000;

  /** All of them are tried by {@code make campaigns}. */
  private static final int SEEDS = Integer.getInteger("rollout.seeds", 12);

  static Stream<Integer> seeds() {
    return Stream.iterate(1, seed -> seed + 1).limit(SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void goodReleaseReachesEveryRingAndBadOneStopsInItsFirst(int seed) {
    SimulatedRollout simulated = simulated(seed);

    RolloutOutcome outcome = simulated.run();

    if (simulated.last.isPresent()) {
      int last = RINGS.indexOf(simulated.last.get());
      assertThat(outcome.isStopped()).as("%s", simulated.plan).isTrue();
      assertThat(outcome.ring()).contains(RINGS.get(last).name());
      assertThat(RINGS.subList(last + 1, RINGS.size()))
          .allMatch(ring -> simulated.registry.truth(ring.tag()).equals(BEFORE));
    } else {
      assertThat(outcome.record().state())
          .as("%s %s", simulated.plan, outcome)
          .isEqualTo(RolloutState.COMPLETED);
      assertThat(RINGS).allMatch(ring -> simulated.registry.truth(ring.tag()).equals(RELEASE));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void badReleaseIsTakenBackFromEveryRing(int seed) {
    SimulatedRollout simulated = new SimulatedRollout(seed, CLUSTERS, Faults.MANY, true);
    simulated.disturbed().run();

    assertThat(simulated.back().state()).isEqualTo(RolloutState.RETURNED);

    assertThat(RINGS).allMatch(ring -> simulated.registry.truth(ring.tag()).equals(BEFORE));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sameSeedGivesTheSameRolloutBitByBit(int seed) {
    SimulatedRollout first = simulated(seed);
    SimulatedRollout second = simulated(seed);
    first.run();
    second.run();

    assertThat(second.world.trace()).isEqualTo(first.world.trace());
    assertThat(second.lines).isEqualTo(first.lines);
    assertThat(simulated(seed + SEEDS).world.trace()).isNotEqualTo(first.world.trace());
  }

  private static SimulatedRollout simulated(int seed) {
    return new SimulatedRollout(seed, CLUSTERS, Faults.MANY, seed % 3 == 0).disturbed();
  }
}

package dev.flotilla.main.rollout;

import static dev.flotilla.main.rollout.SimulatedRollout.BEFORE;
import static dev.flotilla.main.rollout.SimulatedRollout.RINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.SimulatedRegistry.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rollout is killed, or another process comes between, at each of its steps in turn. */
class RolloutInterruptionTest {
  private static final int CLUSTERS = 20;

  /** Each step is tried by {@code make campaigns}. */
  private static final int STEP = Integer.getInteger("rollout.step", 5);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void killedRolloutEndsAsOneThatWasNotKilled(boolean isBad) {
    SimulatedRollout whole = simulated(isBad);
    RolloutOutcome expected = whole.run();
    int steps = whole.world.steps();
    assertThat(steps).isGreaterThan(30);

    for (int step = 1; step <= steps; step += STEP) {
      SimulatedRollout killed = simulated(isBad);
      killed.world.killAt(step);
      RolloutOutcome outcome = killed.run();

      assertThat(outcome.ring()).as("killed at %d", step).isIn(expected.ring(), Optional.empty());
      assertThat(outcome.isStopped()).isEqualTo(expected.isStopped());
      assertThat(tags(killed)).as("killed at %d", step).isEqualTo(tags(whole));
      assertThat(killed.registry.recorded().plan()).isEqualTo(whole.registry.recorded().plan());
      assertThat(killed.registry.recorded().state()).isEqualTo(whole.registry.recorded().state());
    }
  }

  @Test
  void killedReturnIsCompletedByTheNextOne() {
    SimulatedRollout whole = simulated(true);
    whole.run();
    int first = whole.world.steps();
    whole.back();

    for (int step = first + 1; step <= whole.world.steps(); step += STEP) {
      SimulatedRollout killed = simulated(true);
      killed.world.killAt(step);
      killed.run();
      assertThat(killed.back().state()).isEqualTo(RolloutState.RETURNED);
      assertThat(tags(killed)).as("killed at %d", step).containsOnly(BEFORE);
    }
  }

  @Test
  void abortedRolloutMovesAtMostTheRingThatItWasAbout() {
    int aborted = 0;
    SimulatedRollout whole = simulated(false);
    whole.run();
    for (int step = 1; step <= whole.world.steps(); step += STEP) {
      SimulatedRollout simulated = simulated(false);
      List<Integer> moves = new ArrayList<>();
      simulated.world.atStep(
          step,
          () -> {
            if (said(() -> simulated.rollout().abort()).isEmpty()) {
              moves.add(simulated.registry.moves().size());
            }
          });
      String said = said(() -> simulated.rollout().run(simulated.plan));
      if (!moves.isEmpty() && simulated.registry.recorded().state() == RolloutState.ABORTED) {
        aborted++;
        assertThat(said)
            .isEqualTo(
                "the rollout of 'v1.2.0' must be the last one and under way, got 'v1.2.0', which"
                    + " was aborted; see 'flotilla rollout status'");
        assertThat(simulated.registry.moves().size()).isLessThanOrEqualTo(moves.get(0) + 1);
      }
    }
    assertThat(aborted).isGreaterThan(whole.world.steps() / STEP * 3 / 4);
  }

  @Test
  void rolloutThatIsTakenBackMeanwhileLeavesNothingBehind() {
    int returned = 0;
    SimulatedRollout whole = simulated(false);
    whole.run();
    for (int step = 1; step <= whole.world.steps(); step += STEP) {
      SimulatedRollout simulated = simulated(false);
      List<String> back = new ArrayList<>();
      simulated.world.atStep(step, () -> back.add(said(() -> simulated.rollout().back())));
      said(() -> simulated.rollout().run(simulated.plan));
      if (back.get(0).isEmpty()) {
        returned++;
        assertThat(tags(simulated)).as("taken back at %d", step).containsOnly(BEFORE);
      }
    }
    assertThat(returned).isGreaterThan(whole.world.steps() / STEP * 3 / 4);
  }

  private static SimulatedRollout simulated(boolean isBad) {
    return new SimulatedRollout(7, CLUSTERS, Faults.NONE, isBad);
  }

  private static List<String> tags(SimulatedRollout simulated) {
    return RINGS.stream().map(ring -> simulated.registry.truth(ring.tag())).toList();
  }

  private static String said(Runnable command) {
    try {
      command.run();
      return "";
    } catch (Failure failure) {
      return failure.getMessage();
    }
  }
}

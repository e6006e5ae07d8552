package dev.flotilla.main.rollout;

import static dev.flotilla.main.rollout.SimulatedRollout.BEFORE;
import static dev.flotilla.main.rollout.SimulatedRollout.RELEASE;
import static dev.flotilla.main.rollout.SimulatedRollout.RINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.rollout.RingTally.Verdict;
import dev.flotilla.main.rollout.SimulatedRegistry.Faults;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final RolloutGate ONLY_CANARY =
      ring ->
          ring.name().value().equals("canary") ? Optional.empty() : Optional.of("nobody approved");

  private final SimulatedRollout simulated = new SimulatedRollout(3, 20, Faults.NONE, false);
  private final SimulatedRegistry registry = simulated.registry;

  private List<String> tags() {
    return RINGS.stream().map(ring -> registry.truth(ring.tag())).toList();
  }

  @Test
  void ringsGetTheReleaseInTheirOrder() {
    RolloutOutcome outcome = simulated.run();

    assertThat(outcome.ring()).contains(new RingName("broad"));
    assertThat(outcome.clusters().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(registry.moves())
        .containsExactly(
            "stable-canary " + RELEASE, "stable-early " + RELEASE, "stable " + RELEASE);
    assertThat(simulated.lines)
        .contains(
            "ring 'canary': 'stable-canary' is at sha256:release",
            "ring 'canary': 2 of 2 clusters Ready");
  }

  @Test
  void completedRolloutIsNotRepeated() {
    simulated.run();

    RolloutOutcome again = simulated.rollout().run(simulated.plan);

    assertThat(again.record().state()).isEqualTo(RolloutState.COMPLETED);
    assertThat(registry.moves()).hasSize(3);
  }

  @Test
  void heldRingWaitsAndTheSameCommandContinues() {
    RolloutOutcome held = simulated.rollout(ONLY_CANARY).run(simulated.plan);

    assertThat(held.hold()).contains("nobody approved");
    assertThat(held.ring()).contains(new RingName("early"));
    assertThat(held.isStopped()).isFalse();
    assertThat(tags()).containsExactly(RELEASE, BEFORE, BEFORE);

    assertThat(simulated.run().record().state()).isEqualTo(RolloutState.COMPLETED);
    assertThat(registry.recorded().plan().rings())
        .extracting(RolloutRing::before)
        .containsOnly(BEFORE);
  }

  @Test
  void releaseThatClustersWouldRefuseMovesNoRing() {
    registry.unsign(RELEASE);

    assertThatThrownBy(() -> simulated.rollout().run(simulated.plan))
        .hasMessage(
            "ring 'canary' must get what its clusters accept, got 'sha256:release', which they"
                + " would refuse: no signatures found; the ring stays where it is, publish a"
                + " release that is signed as they demand");
    assertThat(tags()).containsOnly(BEFORE);
  }

  @Test
  void tagThatSomebodyMovedElsewhereIsLeftThere() {
    simulated.rollout(ONLY_CANARY).run(simulated.plan);
    registry.set("stable-early", "sha256:other");

    assertThatThrownBy(() -> simulated.rollout().run(simulated.plan))
        .hasMessage(
            "tag 'stable-early' of ring 'early' must be moved by this rollout alone, got"
                + " 'sha256:other'; find out who has moved it, then run 'flotilla rollout back', or"
                + " move it to where it was");
    assertThat(tags()).containsExactly(RELEASE, "sha256:other", BEFORE);

    simulated.back();
    assertThat(tags()).containsExactly(BEFORE, "sha256:other", BEFORE);
  }

  @Test
  void tagThatSomebodyMovedBackIsPutRight() {
    simulated.world.at(60, () -> registry.set("stable-canary", BEFORE));

    simulated.run();

    assertThat(tags()).containsOnly(RELEASE);
    assertThat(simulated.lines)
        .contains("ring 'canary': 'stable-canary' was moved back, it is at the release again");
  }

  @Test
  void anotherReleaseWaitsUntilTheRolloutIsEnded() {
    simulated.rollout(ONLY_CANARY).run(simulated.plan);
    RolloutPlan other =
        new RolloutPlan("v1.3.0", "sha256:other", RINGS, simulated.plan.gates(), "bob");

    assertThatThrownBy(() -> simulated.rollout().run(other))
        .hasMessage(
            "only one rollout of an artifact may run at a time, got 'v1.2.0', begun at"
                + " 2026-01-01T00:00:10Z by ann, which is under way; complete it, end it with"
                + " 'flotilla rollout abort', or take it back with 'flotilla rollout back'");
    assertThat(tags()).containsExactly(RELEASE, BEFORE, BEFORE);

    simulated.rollout().abort();
    simulated.rollout(ONLY_CANARY).run(other);
    assertThat(tags()).containsExactly("sha256:other", BEFORE, BEFORE);
    simulated.back();
    assertThat(tags()).containsExactly(RELEASE, BEFORE, BEFORE);
  }

  @Test
  void ringWhoseFormerReleaseClustersRefuseDoesNotHoldUpTheOthers() {
    registry.set("stable-early", "sha256:old");
    simulated.run();
    registry.unsign("sha256:old");

    assertThatThrownBy(() -> simulated.rollout().back())
        .hasMessage(
            "ring 'early' must get back what its clusters accept, got 'sha256:old', which they"
                + " would refuse: no signatures found; the ring stays where it is, roll out a"
                + " release that is signed as they demand");
    assertThat(tags()).containsExactly(BEFORE, RELEASE, BEFORE);
    assertThat(registry.recorded().state()).isEqualTo(RolloutState.RETURNING);
  }

  @Test
  void lastRingIsReturnedFirst() {
    simulated.run();
    simulated.back();

    assertThat(registry.moves().subList(3, 6))
        .containsExactly("stable " + BEFORE, "stable-early " + BEFORE, "stable-canary " + BEFORE);
  }

  @Test
  void ringThatHadNothingStaysWhereItIs() {
    registry.set("stable-canary", "");
    simulated.rollout(ONLY_CANARY).run(simulated.plan);

    assertThat(simulated.back().state()).isEqualTo(RolloutState.RETURNED);

    assertThat(tags()).containsExactly(RELEASE, BEFORE, BEFORE);
    assertThat(simulated.lines).contains("ring 'canary': had nothing before, it stays where it is");
  }

  @Test
  void onlyWhatIsUnderWayIsAborted() {
    assertThatThrownBy(() -> simulated.rollout().abort())
        .hasMessage(
            "there must be a rollout, got no record of one; begin it with 'flotilla rollout"
                + " start'");
    simulated.run();
    assertThatThrownBy(() -> simulated.rollout().abort())
        .hasMessage(
            "a rollout to abort must be under way, got 'v1.2.0', which is completed; take it back"
                + " with 'flotilla rollout back'");
  }

  @Test
  void registryThatLosesEveryWriteIsReported() {
    SimulatedRollout lossy = new SimulatedRollout(3, 20, new Faults(1, 0, 0, 0), false);

    assertThatThrownBy(() -> lossy.rollout().run(lossy.plan))
        .hasMessage(
            "the record of the rollout of 'v1.2.0' must be what was written, got an older one after"
                + " each of 10 attempts; run the command again, or ask the registry's operator");
    assertThat(lossy.registry.moves()).isEmpty();
  }

  @Test
  void tagThatDoesNotMoveIsReported() {
    registry.freeze("stable-canary");

    assertThatThrownBy(() -> simulated.rollout().run(simulated.plan))
        .hasMessage(
            "tag 'stable-canary' of ring 'canary' must be at 'sha256:release' once it was moved"
                + " there, got another digest after each of 10 attempts; run the command again when"
                + " nobody else moves it");
    assertThat(tags()).containsOnly(BEFORE);
  }
}

package dev.flotilla.main.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.rollout.ClusterObservation.Health;
import dev.flotilla.main.rollout.RingTally.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RingWatchTest {
  private static final String RELEASE = "sha256:release";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ClusterObservation READY = at(RELEASE, Health.READY);
  private static final ClusterObservation FAILED = at(RELEASE, Health.FAILED);
  private static final ClusterObservation PROGRESSING = at(RELEASE, Health.PROGRESSING);
  private static final ClusterObservation SILENT = ClusterObservation.unreachable("no answer");

  private RingWatch watch = watch(100, 0);

  /** Bakes for 5 minutes, within 10; a cluster counts after one. */
  private static RingWatch watch(int minReady, int errorBudget) {
    return new RingWatch(
        RELEASE,
        new RolloutGates(
            minReady,
            errorBudget,
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1)),
        START);
  }

  private static ClusterObservation at(String digest, Health health) {
    return new ClusterObservation(digest, 3, 3, health, "says " + health);
  }

  private RingTally see(int minute, ClusterObservation... clusters) {
    return see(Duration.ofMinutes(minute), clusters);
  }

  private RingTally see(Duration after, ClusterObservation... clusters) {
    SortedMap<String, ClusterObservation> observed = new TreeMap<>();
    for (ClusterObservation cluster : clusters) {
      observed.put("prod-" + observed.size(), cluster);
    }
    return watch.see(START.plus(after), observed);
  }

  @Test
  void ringPassesOnceItsClustersStayedReadyForTheBakeTime() {
    assertThat(see(0, READY, PROGRESSING).verdict()).isEqualTo(Verdict.WAITING);
    assertThat(see(2, READY, READY).verdict()).isEqualTo(Verdict.BAKING);
    assertThat(see(6, READY, READY).verdict()).isEqualTo(Verdict.BAKING);
    assertThat(see(7, READY, READY).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void readyAtAnotherDigestOrAnOlderGenerationIsNotReady() {
    ClusterObservation other = at("sha256:before", Health.READY);
    ClusterObservation older = new ClusterObservation(RELEASE, 3, 2, Health.READY, "");

    assertThat(see(0, other, older, READY).ready()).isEqualTo(1);
    assertThat(see(9, other, older, READY).verdict()).isEqualTo(Verdict.WAITING);
    assertThat(see(10, other, older, READY).verdict()).isEqualTo(Verdict.TOO_LATE);
  }

  @Test
  void failureCountsAfterTheGraceAndAnEarlierOneIsForgotten() {
    assertThat(see(0, FAILED).verdict()).isEqualTo(Verdict.WAITING);
    assertThat(see(1, PROGRESSING).errors()).isEmpty();
    assertThat(see(2, FAILED).verdict()).isEqualTo(Verdict.WAITING);

    RingTally late = see(3, FAILED);

    assertThat(late.verdict()).isEqualTo(Verdict.OVER_BUDGET);
    assertThat(late.errors()).containsEntry("prod-0", "says FAILED");
    assertThat(late).hasToString("0 of 1 clusters Ready, failed: prod-0");
  }

  @Test
  void failureAtTheReleaseBeforeDoesNotCount() {
    assertThat(see(0, at("sha256:before", Health.FAILED)).errors()).isEmpty();
    assertThat(see(5, at("sha256:before", Health.FAILED)).errors()).isEmpty();
  }

  @Test
  void clusterThatFlapsCountsAtOnceAndForGood() {
    watch = watch(50, 1);
    see(0, READY, READY, READY);
    assertThat(see(1, FAILED, READY, READY).errors()).containsKey("prod-0");
    assertThat(see(2, READY, READY, READY).errors())
        .containsEntry("prod-0", "was not Ready for a time");

    assertThat(see(3, READY, FAILED, READY).verdict()).isEqualTo(Verdict.OVER_BUDGET);
  }

  @Test
  void clusterThatIsSilentForAMomentRemainsReady() {
    see(0, READY);
    see(4, READY);
    assertThat(see(Duration.ofSeconds(290), SILENT).ready()).isEqualTo(1);
    assertThat(see(5, READY).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void ringDoesNotPassWhileMoreClustersAreInDoubtThanItsBudgetAllows() {
    watch = watch(50, 0);
    see(0, READY, PROGRESSING);

    assertThat(see(5, READY, FAILED).verdict()).isEqualTo(Verdict.BAKING);
    assertThat(see(6, READY, FAILED).verdict()).isEqualTo(Verdict.OVER_BUDGET);
  }

  @Test
  void errorsWithinTheBudgetAndAShareDoNotHoldUpTheRing() {
    watch = watch(50, 1);
    see(0, READY, SILENT);

    RingTally passed = see(5, READY, SILENT);

    assertThat(passed.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(passed.errors()).containsEntry("prod-1", "no answer");
  }

  @Test
  void ringWithoutClustersPasses() {
    assertThat(see(0).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void clusterThatRunsNothingOfItYetDoesNotCount() {
    ClusterObservation absent = at("", Health.ABSENT);

    RingTally bakes = see(0, READY, absent);

    assertThat(bakes.verdict()).isEqualTo(Verdict.BAKING);
    assertThat(bakes).hasToString("1 of 1 clusters Ready, not running it yet: prod-1");
    assertThat(see(5, READY, absent).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(see(6, absent, absent))
        .hasToString("0 of 0 clusters Ready, not running it yet: prod-0, prod-1");
  }

  @Test
  void gatesOutsideTheirBoundsAreRefused() {
    assertThatThrownBy(() -> watch(101, 0))
        .hasMessage(
            "the share of clusters that must be Ready must be between 1 and 100 percent, got '101'");
    assertThatThrownBy(() -> watch(100, -1))
        .hasMessage("the error budget of a ring must be at least 0 clusters, got '-1'");
  }
}

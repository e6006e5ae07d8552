package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.fixture.random.RandomFleet;
import dev.flotilla.fleet.fixture.random.ValueCases;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What no random fleet has, no golden pins. */
class RandomFleetCoverageTest {
  /** What the fleets do not reach, and why. */
  private static final Map<String, String> EXEMPT =
      Map.of("OperatorChart.folder", "the folder of a vendored chart is a path of one machine");

  @Test
  void fleetsReachEveryCaseThatAFleetMayConsistOf() {
    SortedSet<String> missing = new TreeSet<>(ValueCases.possible(Fleet.class));
    missing.removeAll(reached());

    assertThat(missing)
        .as("cases that no fleet of RandomFleet reaches, but for those with a reason")
        .containsExactlyInAnyOrderElementsOf(EXEMPT.keySet());
  }

  private static SortedSet<String> reached() {
    SortedSet<String> reached = new TreeSet<>();
    IntStream.range(0, RandomFleetGoldenTest.FLEETS)
        .forEach(seed -> reached.addAll(ValueCases.of(RandomFleet.of(seed))));
    return reached;
  }
}

package dev.flotilla.main.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.main.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingOrderTest {
  private static final Environment RINGS = Environment.PRODUCTION.withRings("canary", "broad");
  private static final List<Cluster> CLUSTERS =
      List.of(
          Cluster.workload("prod-us", RINGS).ring("broad").build(),
          Cluster.workload("staging", Environment.STAGING).build(),
          Cluster.workload("prod-eu", RINGS).ring("canary").build(),
          Cluster.workload("prod-ap", RINGS).ring("broad").build());

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Report report = new Report(System.out, new PrintStream(err, true, UTF_8), false);
  private final List<List<String>> done = new ArrayList<>();
  private RingOrder.Gate gate = (ring, exitCode) -> exitCode == 0;

  @Test
  void worksOnTheRingsInTheirOrder() {
    assertThat(run(0)).isZero();
    assertThat(done).containsExactly(List.of("staging", "prod-eu"), List.of("prod-us", "prod-ap"));
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void failuresThatTheGateAllowsDoNotHoldUpTheNextRing() {
    gate = (ring, exitCode) -> true;

    assertThat(run(1)).isEqualTo(1);
    assertThat(done).hasSize(2);
  }

  @Test
  void ringThatDoesNotStayReadyEndsInAnError() {
    gate = (ring, exitCode) -> false;

    assertThat(run(0)).isEqualTo(1);
    assertThat(done).hasSize(1);
  }

  @Test
  void leavesTheRingsAfterAFailureAsTheyAre() {
    assertThat(run(1)).isEqualTo(1);
    assertThat(done).containsExactly(List.of("staging", "prod-eu"));
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "ring 'broad' is left as it is, because a ring before it has failed: prod-us, prod-ap\n");
  }

  private int run(int exitCode) {
    return RingOrder.run(
        report,
        CLUSTERS,
        ring -> {
          done.add(ring.stream().map(Cluster::name).toList());
          return exitCode;
        },
        gate);
  }
}

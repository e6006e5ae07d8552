package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet with rings; the others are in ProgramTest. */
class ListCommandTest {
  private static final Environment PRODUCTION =
      Environment.PRODUCTION.withRings("canary", "early", "broad");

  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @Test
  void tableShowsTheRingOfEachClusterAndTheTagThatItFollows() {
    assertThat(terminal.run(folder, "list", () -> fleet("canary", "broad"))).isZero();
    assertThat(terminal.data())
        .isEqualTo(
            """
            CLUSTER  ENVIRONMENT  RING    ROLE      CHANNEL               SYNC URL                  SYNC PATH
            staging  staging              workload  latest                oci://ghcr.io/acme/fleet  clusters/staging
            prod-eu  production   canary  workload  latest-stable-canary  oci://ghcr.io/acme/fleet  clusters/prod-eu
            prod-us  production   broad   workload  latest-stable         oci://ghcr.io/acme/fleet  clusters/prod-us
            """);
    assertThat(terminal.errors())
        .isEqualTo("ring 'early' of environment 'production' has no cluster\n");
  }

  @Test
  void jsonHasTheRing() {
    assertThat(terminal.run(folder, "list --json", () -> fleet("canary", "early"))).isZero();
    assertThat(terminal.data()).contains("\"ring\" : \"\"", "\"ring\" : \"canary\"");
  }

  @Test
  void clustersAreThoseOfTheEnvironmentAndTheRing() {
    assertThat(
            terminal.run(
                folder,
                "list --environment production --ring broad --matrix",
                () -> fleet("canary", "broad")))
        .isZero();
    assertThat(
            terminal.run(
                folder, "list --environment production --matrix", () -> fleet("canary", "broad")))
        .isZero();
    assertThat(terminal.data())
        .isEqualTo(
            """
            {"include":[{"clusters":"prod-us"}]}
            {"include":[{"clusters":"prod-eu prod-us"}]}
            """);
  }

  @Test
  void ringThatNoEnvironmentHasIsRefused() {
    assertThat(terminal.run(folder, "list --ring broat", () -> fleet("canary", "broad")))
        .isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: --ring must be a ring of an environment, got 'broat'; did you mean 'broad'?\n");
  }

  @Test
  void clusterInNoRingIsRefused() {
    assertThat(terminal.run(folder, "list", () -> fleet("canary", "late"))).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: a ring must be one of environment 'production', got 'late'; it has: canary, early, broad\n");
    assertThat(terminal.data()).isEmpty();
  }

  private static Fleet fleet(String one, String other) {
    return Fleets.of(
        Fleets.staging().build(),
        Cluster.workload("prod-eu", PRODUCTION).ring(one).build(),
        Cluster.workload("prod-us", PRODUCTION).ring(other).build());
  }
}

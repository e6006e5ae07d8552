package dev.flotilla.fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.object.FleetFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An upgrade of Flux and its operator is a release of the fleet, which reaches ring after ring. */
class FluxVersionsTest {
  private static final String FOLDER = "clusters/prod-eu/flux-system/";

  private final Cluster cluster =
      Cluster.workload("prod-eu", Environment.PRODUCTION.withRings("canary", "broad"))
          .ring("canary")
          .build();
  private final Fleet old = fleet("2.9.4", "0.58.0");
  private final Fleet upgraded = fleet("2.9.5", "0.59.0");

  @Test
  void versionsTravelInTheFleetArtifactAndChangeNothingElseInIt() {
    List<FleetFile> before = Rendering.of(old).files();

    assertThat(Rendering.of(upgraded).files())
        .hasSameSizeAs(before)
        .filteredOn(file -> !before.contains(file))
        .extracting(FleetFile::path)
        .containsExactlyInAnyOrder(FOLDER + "flux-instance.yaml", FOLDER + "flux-operator.yaml");
  }

  @Test
  void versionsAreThoseThatTheClusterRunsAfterwards() {
    RenderedCluster rendered = Rendering.of(upgraded);

    assertThat(Rendering.file(rendered, FOLDER + "flux-instance.yaml"))
        .contains("    version: 2.9.5\n", "    ref: latest-stable-canary\n")
        .doesNotContain("artifact:");
    assertThat(Rendering.file(rendered, FOLDER + "flux-operator.yaml"))
        .contains("tag: 0.59.0\n")
        .doesNotContain("semver:");
  }

  private Fleet fleet(String flux, String operator) {
    return Fleets.of(cluster).toBuilder()
        .fluxRelease(new FluxRelease(flux, operator).withEmbeddedManifests())
        .build();
  }
}

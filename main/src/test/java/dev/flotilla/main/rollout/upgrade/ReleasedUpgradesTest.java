package dev.flotilla.main.rollout.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.version.FluxUpgrade;
import dev.flotilla.main.report.Failure;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReleasedUpgradesTest {
  private static SortedMap<String, String> files(FluxRelease release) {
    Fleet fleet =
        Fleet.builder(Organization.onGitHub("ghcr.io", "acme", "fleet"), release)
            .addCluster(Cluster.workload("staging", Environment.STAGING).build())
            .build();
    SortedMap<String, String> files = new TreeMap<>();
    RenderedFleet.of(ResolvedFleet.of(fleet)).clusters().stream()
        .flatMap(cluster -> cluster.files().stream())
        .filter(file -> ReleasedUpgrades.isRead(file.path()))
        .forEach(file -> files.put(file.path(), file.content().text()));
    return files;
  }

  @Test
  void versionsAreThoseThatTheFleetIsRenderedWith() {
    FluxRelease release = new FluxRelease("2.9.5", "0.59.0");

    assertThat(ReleasedUpgrades.of(files(release.withEmbeddedManifests())))
        .containsOnlyKeys("staging")
        .containsEntry("staging", new FluxUpgrade("2.9.5", "0.59.0", true));
    assertThat(ReleasedUpgrades.of(files(release)))
        .containsEntry("staging", new FluxUpgrade("2.9.5", "0.59.0", false));
  }

  @Test
  void artifactWithoutFluxHasNone() {
    assertThat(ReleasedUpgrades.of(new TreeMap<>())).isEmpty();
  }

  @Test
  void manifestThatIsNoYamlIsRefused() {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("clusters/eu/flux-system/flux-instance.yaml", "a: {");

    assertThatThrownBy(() -> ReleasedUpgrades.of(files))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "a manifest of the fleet must be YAML, got 'clusters/eu/flux-system/flux-instance.yaml' (");
  }
}

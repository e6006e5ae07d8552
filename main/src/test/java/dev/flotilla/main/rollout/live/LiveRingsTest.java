package dev.flotilla.main.rollout.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.cluster.delivery.Delivery;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.Obstacle;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.rollout.ClusterObservation;
import dev.flotilla.main.rollout.ClusterObservation.Health;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** By statuses as clusters give them; RingsE2E has a real one. */
class LiveRingsTest {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private static final Artifact WEB =
      ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions).artifact("web");
  private static final Environment PRODUCTION = Environment.PRODUCTION.withRings("canary", "broad");
  private static final Environment SECOND =
      new Environment("second", PRODUCTION.channel(), PRODUCTION.signedFrom())
          .withRings("canary", "broad");
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final Obstacle WAITS =
      new Obstacle("Kustomization/web/apps", "waits", true, false);
  private static final Obstacle FAILS = new Obstacle("Kustomization/web/apps", "no", false, false);

  private final Map<String, FluxStatus> statuses = new TreeMap<>();

  @Test
  void clustersOfARingAreThoseThatFollowItsTag() {
    for (String cluster : List.of("eu", "us", "pinned", "other")) {
      statuses.put(cluster, status(cluster, DIGEST));
    }

    assertThat(rings().observe(new RingName("canary")))
        .containsOnlyKeys("eu", "other")
        .containsEntry("eu", new ClusterObservation(DIGEST, 0, 0, Health.READY, ""));
    assertThat(rings().observe(new RingName("broad"))).containsOnlyKeys("us");
  }

  @Test
  void clusterIsFailedByWhatIsWrongAndProgressesByWhatOnlyWaits() {
    statuses.put("eu", status("eu", DIGEST, WAITS));
    statuses.put("other", status("other", DIGEST, WAITS, FAILS));

    assertThat(rings().observe(new RingName("canary")))
        .containsEntry(
            "eu",
            new ClusterObservation(
                DIGEST, 0, 0, Health.PROGRESSING, "Kustomization/web/apps: waits"))
        .containsEntry(
            "other",
            new ClusterObservation(DIGEST, 0, 0, Health.FAILED, "Kustomization/web/apps: no"));
  }

  @Test
  void clusterThatHasFetchedNothingIsAbsentAndOneThatDoesNotAnswerUnreachable() {
    statuses.put("eu", status("eu", ""));
    statuses.put("other", FluxStatus.unreached("other", "no answer"));

    assertThat(rings().observe(new RingName("canary")))
        .containsEntry("eu", new ClusterObservation("", 0, 0, Health.ABSENT, ""))
        .containsEntry("other", ClusterObservation.unreachable("no answer"));
  }

  private LiveRings rings() {
    Fleet fleet =
        Fleet.builder(ACME, new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
            .addTenant(TenantProps.builder(WEB).build())
            .addCluster(Cluster.workload("eu", PRODUCTION).ring("canary").build())
            .addCluster(Cluster.workload("us", PRODUCTION).ring("broad").build())
            .addCluster(
                Cluster.workload("pinned", PRODUCTION)
                    .ring("canary")
                    .pin(WEB, new Version(1, 0, 0))
                    .build())
            .addCluster(Cluster.workload("other", SECOND).ring("canary").build())
            .build();
    ChannelArtifact web =
        new ChannelArtifacts(fleet, PRODUCTION.channel())
            .components().stream().findFirst().orElseThrow();
    return new LiveRings(
        fleet,
        PRODUCTION,
        web,
        (clusters, work) ->
            clusters.stream().map(cluster -> statuses.get(cluster.name())).toList());
  }

  private static FluxStatus status(String cluster, String digest, Obstacle... obstacles) {
    String revision = digest.isEmpty() ? "" : "latest-stable@" + digest;
    Delivery web =
        new Delivery("web", "web/apps", revision, "", "", List.of(obstacles), List.of(), List.of());
    Delivery sync =
        new Delivery(
            "flux-system",
            "flux-system/flux-system",
            "latest-stable@sha256:" + "b".repeat(64),
            "",
            "",
            List.of(),
            List.of(),
            List.of(web));
    return new FluxStatus(
        cluster, true, true, "v2.9", "v0.59", SyncTarget.NONE, List.of(sync), List.of(), "");
  }
}

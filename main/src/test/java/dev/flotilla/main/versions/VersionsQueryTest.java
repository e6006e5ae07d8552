package dev.flotilla.main.versions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.cluster.delivery.Delivery;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.command.Terminal;
import dev.flotilla.main.publish.content.PackedFile;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures aside, which the real cosign checks in the black-box tests. */
class VersionsQueryTest {
  private static final String HASH = "0123456789".repeat(4);
  private static final Artifact WEB =
      Organization.onGitHub("ghcr.io", "acme", "fleet")
          .artifacts("apps", "apps", repository -> ArtifactSigner.none())
          .artifact("web");

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private MemoryRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new MemoryRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void nothingIsBehindWhereProductionHasTheContentOfStaging() {
    String build = publish("main", "03T03:04:05", "new", "latest", "main-20260103030405-01234567");
    String release = publish("web/v1.0.0", "02T03:04:05", "new", "latest-stable", "v1.0.0");

    List<ArtifactVersion> rows = rows(Map.of("staging", build, "prod", release));

    assertThat(rows).noneMatch(ArtifactVersion::isOutdated).noneMatch(ArtifactVersion::isUnknown);
    assertThat(VersionsTable.lines(rows))
        .containsExactly(
            "ARTIFACT  ENVIRONMENT  CLUSTER  RUNS                      CHANNEL AT                NOT PROMOTED  BEHIND",
            "web       staging      staging  main@sha1:01234567        main@sha1:01234567        -             -",
            "web       production   prod     web/v1.0.0@sha1:01234567  web/v1.0.0@sha1:01234567  -             -");
  }

  @Test
  void productionIsBehindWhatStagingHasByTheTimeOfTheCommits() {
    String build = publish("main", "14T05:04:05", "new", "latest", "main-20260114050405-01234567");
    String release = publish("web/v1.0.0", "02T03:04:05", "old", "latest-stable", "v1.0.0");

    ArtifactVersion prod = rows(Map.of("staging", build, "prod", release)).get(1);

    assertThat(prod.isOutdated()).isTrue();
    assertThat(prod.behind())
        .containsExactly(
            new ArtifactVersion.Behind("staging", "main@sha1:" + HASH, 12 * 86_400 + 2 * 3_600));
    assertThat(VersionsTable.lines(List.of(prod)).get(1))
        .endsWith("  -             staging by 12d2h");
  }

  @Test
  void clustersAreComparedWithTheTagOfTheirRing() {
    String old = publish("web/v1.9.0", "02T03:04:05", "old", "latest-stable", "v1.9.0");
    String next = publish("web/v1.10.0", "03T03:04:05", "new", "latest-stable-canary", "v1.10.0");
    Environment production = Environment.PRODUCTION.withRings("canary", "broad");
    Fleet fleet =
        fleet(
            Cluster.workload("prod-eu", production).ring("canary").build(),
            Cluster.workload("prod-us", production).ring("broad").build(),
            Cluster.workload("prod-ap", production).ring("canary").build());

    List<ArtifactVersion> rows =
        rows(fleet, Map.of("prod-eu", next, "prod-us", old, "prod-ap", old));

    assertThat(VersionsTable.lines(rows))
        .containsExactly(
            "ARTIFACT  ENVIRONMENT  RING    CLUSTER  RUNS                       CHANNEL AT                 NOT PROMOTED               BEHIND",
            "web       production   canary  prod-eu  web/v1.10.0@sha1:01234567  web/v1.10.0@sha1:01234567  -                          -",
            "web       production   broad   prod-us  web/v1.9.0@sha1:01234567   web/v1.9.0@sha1:01234567   web/v1.10.0@sha1:01234567  -",
            "web       production   canary  prod-ap  web/v1.9.0@sha1:01234567   web/v1.10.0@sha1:01234567  -                          production by 1d0h");
    assertThat(rows)
        .extracting(ArtifactVersion::channel)
        .containsExactly("latest-stable-canary", "latest-stable", "latest-stable-canary");
  }

  @Test
  void aReleaseThatIsPublishedAndNotPromotedIsListed() {
    String release = publish("web/v1.9.0", "02T03:04:05", "old", "latest-stable", "v1.9.0");
    publish("web/v1.10.0", "03T03:04:05", "new", "v1.10.0");

    ArtifactVersion prod = rows(Map.of("prod", release)).get(1);

    assertThat(prod.notPromoted()).isEqualTo("web/v1.10.0@sha1:" + HASH);
    assertThat(prod.published()).isEqualTo("web/v1.9.0@sha1:" + HASH);
    assertThat(prod.isOutdated()).isTrue();
  }

  @Test
  void aClusterThatHasNotFetchedWhatItsChannelIsAtIsBehindIt() {
    String old = publish("web/v1.9.0", "02T03:04:05", "old", "v1.9.0");
    publish("web/v1.10.0", "03T03:04:05", "new", "latest-stable", "v1.10.0");

    ArtifactVersion prod = rows(Map.of("prod", old)).get(1);
    ArtifactVersion without = rows(Map.of()).get(1);

    assertThat(prod.notPromoted()).isEmpty();
    assertThat(prod.behind())
        .containsExactly(
            new ArtifactVersion.Behind("production", "web/v1.10.0@sha1:" + HASH, 86_400));
    assertThat(without.behind())
        .containsExactly(new ArtifactVersion.Behind("production", "web/v1.10.0@sha1:" + HASH, 0));
    assertThat(without.message()).isEqualTo("the cluster has not fetched it");
    assertThat(without.isUnknown()).isFalse();
  }

  @Test
  void aClusterThatDoesNotAnswerIsInTheListAndNotCalledBehind() {
    publish("web/v1.9.0", "02T03:04:05", "old", "latest-stable", "v1.9.0");
    Fleet fleet = fleet();
    List<FluxStatus> silent =
        fleet.clusters().stream()
            .map(cluster -> FluxStatus.unreached(cluster.name(), "no answer"))
            .toList();

    List<ArtifactVersion> rows =
        new VersionsQuery(terminal.invocation(folder, () -> fleet)).rows(fleet.clusters(), silent);

    assertThat(rows)
        .hasSize(2)
        .noneMatch(ArtifactVersion::isOutdated)
        .allMatch(row -> row.message().equals("the cluster has not answered"));
    assertThat(VersionsTable.lines(rows).get(2))
        .isEqualTo(
            "web       production   prod     unknown  web/v1.9.0@sha1:01234567  -             -");
  }

  @Test
  void saysWhyARegistryIsNotKnown() {
    String release = publish("web/v1.9.0", "02T03:04:05", "old", "latest-stable", "v1.9.0");
    String address = registry.address();
    registry.close();

    ArtifactVersion prod = rows(Map.of("prod", release)).get(1);

    assertThat(prod.isUnknown()).isTrue();
    assertThat(prod.message())
        .isEqualTo(
            "registry '%s' must be reachable, got 'connection refused'; check its address and the network"
                .formatted(address));
  }

  @Test
  void saysThatTheRegistryHasLostWhatRuns() {
    publish("web/v1.9.0", "02T03:04:05", "old", "latest-stable", "v1.9.0");
    String lost = "sha256:" + "ab".repeat(32);

    ArtifactVersion prod = rows(Map.of("prod", lost)).get(1);

    assertThat(prod.isUnknown()).isTrue();
    assertThat(prod.message())
        .isEqualTo(
            "what runs must be in the registry 'oci://%s/acme/apps/web', got no 'sha256:abababab'; publish it again"
                .formatted(registry.address()));
  }

  private List<ArtifactVersion> rows(Map<String, String> running) {
    return rows(fleet(), running);
  }

  private List<ArtifactVersion> rows(Fleet fleet, Map<String, String> running) {
    List<FluxStatus> statuses =
        fleet.clusters().stream()
            .map(cluster -> status(cluster, running.getOrDefault(cluster.name(), "")))
            .toList();
    return new VersionsQuery(terminal.invocation(folder, () -> fleet))
        .rows(fleet.clusters(), statuses);
  }

  private Fleet fleet() {
    return fleet(
        Cluster.workload("staging", Environment.STAGING).build(),
        Cluster.workload("prod", Environment.PRODUCTION).build());
  }

  private Fleet fleet(Cluster... clusters) {
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address());
    terminal.environment().put("DOCKER_CONFIG", folder.toString());
    terminal.environment().put("PATH", "/bin");
    Fleet.Builder fleet =
        Fleet.builder(
                Organization.onGitHub("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.59.0"))
            .sync(
                FleetSync.from(
                    SyncSource.git(
                        "https://git.acme.example/fleet.git",
                        GitRef.branch("main"),
                        "c",
                        GitVerification.none())))
            .addTenant(TenantProps.builder(WEB).build());
    for (Cluster cluster : clusters) {
      fleet.addCluster(cluster);
    }
    return fleet.build();
  }

  private static FluxStatus status(Cluster cluster, String digest) {
    String revision = digest.isEmpty() ? "" : "tag@" + digest;
    Delivery tenant =
        new Delivery("web", "web/apps", revision, "", "", List.of(), List.of(), List.of());
    Delivery sync =
        new Delivery(
            "flux-system",
            "flux-system/flux-system",
            "",
            "",
            "",
            List.of(),
            List.of(),
            List.of(tenant));
    return new FluxStatus(
        cluster.name(),
        true,
        true,
        "v2.9.4",
        "v0.59.0",
        SyncTarget.NONE,
        List.of(sync),
        List.of(),
        "ready");
  }

  /** Publishes a content of January 2026 and returns its digest. */
  private String publish(String revision, String time, String content, String... tags) {
    PackedFolder packed =
        PackedFolder.of(folder, List.of(new PackedFile("a.yaml", false, content.getBytes(UTF_8))));
    ArtifactManifest manifest =
        ArtifactManifest.of(
            packed,
            Instant.parse("2026-01-" + time + "Z"),
            revision + "@sha1:" + HASH,
            Optional.empty());
    ArtifactRegistry client = registry.client(TimeLimits.PUBLISH);
    client.push(packed, manifest);
    for (String tag : tags) {
      client.tag(manifest, tag);
    }
    return manifest.digest();
  }
}

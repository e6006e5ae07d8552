package dev.flotilla.main.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.cluster.delivery.Delivery;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.command.Terminal;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures aside, which the real cosign checks in the black-box tests. */
class RegistryComparisonTest {
  private static final String COMMIT = "a".repeat(40);
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private static final Artifact WEB =
      ACME.artifacts("apps", "apps", repository -> ArtifactSigner.none()).artifact("web");

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private final AtomicInteger requests = new AtomicInteger();
  private MemoryRegistry registry;
  private String old;
  private String newest;

  @BeforeEach
  void publishTwoReleasesAndMoveTheChannelBack() throws IOException {
    registry = new MemoryRegistry();
    old = release("v1.9.0", "latest-stable");
    newest = release("v1.10.0");
    registry.before(exchange -> requests.incrementAndGet());
  }

  private String release(String version, String... more) {
    String[] tags = Stream.concat(Stream.of(version), Stream.of(more)).toArray(String[]::new);
    return registry.publish("web/" + version + "@sha1:" + COMMIT, "2026-01-02T03:04:05Z", tags);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void warnsOfAChannelThatWasMovedBackAndEndsWith2() {
    assertThat(compare(fleet(prod("prod").build()), "latest-stable@" + old)).isEqualTo(2);
    assertThat(terminal.errors())
        .startsWith(
            "warning: cluster 'prod': 'web' must run the newest signed version, 'web/v1.10.0@sha1:aaaaaaaa', got 'web/v1.9.0@sha1:aaaaaaaa'; channel 'latest-stable' of 'oci://%s/acme/apps/web' was moved back without a signed rollback"
                .formatted(registry.address()));
  }

  @Test
  void comparisonIsSilentAboutTheNewestRelease() {
    assertThat(compare(fleet(prod("prod").build()), "latest-stable@" + newest)).isZero();
    assertThat(terminal.errors()).isEmpty();
    assertThat(requests).hasPositiveValue();
  }

  /** A newer release than a ring's is what the ring waits for. */
  @Test
  void clustersOfARingAreComparedWithItsTagAlone() {
    Environment production = Environment.PRODUCTION.withRings("canary", "broad");
    Fleet fleet = fleet(Cluster.workload("prod", production).ring("canary").build());
    release("v1.10.0", "latest-stable-canary");

    assertThat(compare(fleet, "latest-stable-canary@" + old)).isEqualTo(2);
    assertThat(terminal.errors())
        .isEqualTo(
            "warning: cluster 'prod': 'web' must run what its ring is at, 'web/v1.10.0@sha1:aaaaaaaa', got 'web/v1.9.0@sha1:aaaaaaaa'; Flux fetches 'latest-stable-canary', or reports why it cannot\n");
  }

  @Test
  void ringBehindTheNewestReleaseIsNoWarning() {
    Environment production = Environment.PRODUCTION.withRings("canary", "broad");
    Fleet fleet = fleet(Cluster.workload("prod", production).ring("broad").build());

    assertThat(compare(fleet, "latest-stable@" + old)).isZero();
    assertThat(terminal.errors()).isEmpty();
    assertThat(requests).hasPositiveValue();
  }

  @Test
  void skipsPinnedArtifactsAndThoseWithoutAChannel() {
    Fleet pinned = fleet(prod("prod").pin(WEB, new Version(1, 9, 0)).build());

    assertThat(compare(pinned, "latest-stable@" + old)).isZero();
    assertThat(compare(fleet(prod("prod").build()), "v1.9.0@" + old)).isZero();
    assertThat(compare(fleet(prod("prod").build()), "")).isZero();
    assertThat(requests).hasValue(0);
    assertThat(terminal.errors()).isEmpty();
  }

  @Test
  void comparesOnlyWhatTheClusterRuns() {
    Cluster other = Cluster.workload("other", Environment.PRODUCTION).build();
    Cluster own =
        Cluster.workload("own", Environment.PRODUCTION)
            .addTenant(TenantProps.builder(WEB).build())
            .build();

    assertThat(compare(base(ACME, other, own).build(), "latest-stable@" + old)).isEqualTo(2);
    assertThat(terminal.errors().lines())
        .singleElement()
        .asString()
        .startsWith("warning: cluster 'own': ");
  }

  /** Its name is no component's: what the sync fetches is known by the source. */
  @Test
  void comparesTheFleetItself() {
    Organization organization =
        Organization.builder(new OciUrl("oci://ghcr.io/acme/apps"), "acme")
            .fleetRepository("web")
            .build();
    Fleet fleet = base(organization, prod("prod").build()).build();
    Delivery sync = delivery("flux-system", "flux-system/flux-system", "latest-stable@" + old);

    assertThat(compare(fleet, List.of(sync))).isEqualTo(2);
    assertThat(terminal.errors())
        .startsWith("warning: cluster 'prod': 'fleet' must run the newest signed version, ");
  }

  @Test
  void asksForWhatManyClustersRunOnce() {
    compare(fleet(prod("a").build()), "latest-stable@" + old);
    int once = requests.getAndSet(0);

    compare(fleet(prod("a").build(), prod("b").build()), "latest-stable@" + old);

    assertThat(requests).hasValue(once);
    assertThat(terminal.errors()).contains("cluster 'a': 'web' ", "cluster 'b': 'web' ");
  }

  @Test
  void reportsOnceThatARegistryDoesNotAnswer() {
    registry.close();

    assertThat(compare(fleet(prod("a").build(), prod("b").build()), "latest-stable@" + old))
        .isZero();
    assertThat(terminal.errors().lines())
        .singleElement()
        .asString()
        .startsWith("not compared with the registry: ");
  }

  private static Cluster.Builder prod(String name) {
    return Cluster.workload(name, Environment.PRODUCTION);
  }

  private static Fleet fleet(Cluster... clusters) {
    return base(ACME, clusters).addTenant(TenantProps.builder(WEB).build()).build();
  }

  private static Fleet.Builder base(Organization organization, Cluster... clusters) {
    Fleet.Builder fleet =
        Fleet.builder(organization, new FluxRelease("2.x", "0.59.0"))
            .sync(FleetSync.unsignedArtifact());
    for (Cluster cluster : clusters) {
      fleet.addCluster(cluster);
    }
    return fleet;
  }

  /** Compares a fleet whose clusters all run a revision of the tenant, and a pinned fleet. */
  private int compare(Fleet fleet, String web) {
    Delivery tenant = delivery("web", "web/apps", web);
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
    return compare(fleet, List.of(sync));
  }

  private int compare(Fleet fleet, List<Delivery> deliveries) {
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address());
    terminal.environment().put("DOCKER_CONFIG", folder.toString());
    terminal.environment().put("PATH", "/bin");
    Invocation invocation = terminal.invocation(folder, () -> fleet);
    List<FluxStatus> statuses =
        fleet.clusters().stream().map(cluster -> status(cluster.name(), deliveries)).toList();
    return new RegistryComparison(invocation).report(fleet.clusters(), statuses);
  }

  private static Delivery delivery(String name, String source, String revision) {
    return new Delivery(name, source, revision, "", "", List.of(), List.of(), List.of());
  }

  private static FluxStatus status(String cluster, List<Delivery> deliveries) {
    return new FluxStatus(
        cluster, true, true, "v2.9.4", "v0.59.0", SyncTarget.NONE, deliveries, List.of(), "ready");
  }
}

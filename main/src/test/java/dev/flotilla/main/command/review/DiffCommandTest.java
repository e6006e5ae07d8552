package dev.flotilla.main.command.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.kubernetes.QuotaResource;
import dev.flotilla.fleet.kubernetes.ResourceQuota;
import dev.flotilla.fleet.render.FleetWriter;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.command.Terminal;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet artifact alone; OpenTofu plans the stacks in the black-box tests. */
class DiffCommandTest {
  private static final Organization ACME =
      Organization.builder(new OciUrl("oci://ghcr.io/acme/apps"), "acme")
          .fleetRepository("web")
          .build();

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private MemoryRegistry registry;

  @BeforeEach
  void open() throws IOException {
    registry = new MemoryRegistry();
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address());
    terminal.environment().put("DOCKER_CONFIG", folder.toString());
    terminal.environment().put("PATH", "/bin");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void comparesWithWhatTheChannelPointsTo() {
    String digest = publish(fleet("50", "staging", "next"), "latest");

    assertThat(diff("", fleet("50", "staging", "next"))).isZero();
    assertThat(terminal.data())
        .isEqualTo(
            """
            fleet artifact compared with oci://%s/acme/apps/web:latest@%s, main@sha1:aaaaaaaa
            No changes. Both render to the same objects.
            """
                .formatted(registry.address(), digest.substring(0, 15)));
  }

  @Test
  void showsANewQuotaOnceForAllClusters() {
    publish(fleet("50", "staging", "next"), "latest");

    assertThat(diff("", fleet("60", "staging", "next"))).isEqualTo(2);
    assertThat(terminal.data())
        .endsWith(
            """
            ~ ResourceQuota/shop/tenant (staging, next)
                spec.hard.pods: '50' -> '60'
            """);
  }

  @Test
  void comparesOnlyTheClustersThatAreNamed() {
    publish(fleet("50", "staging", "next"), "latest");

    assertThat(diff(" next", fleet("60", "staging", "next"))).isEqualTo(2);
    assertThat(terminal.data()).contains("~ ResourceQuota/shop/tenant (next)\n");
  }

  @Test
  void namesNewClustersAndThoseThatTheFleetNoLongerHas() {
    publish(fleet("50", "staging", "old"), "latest");

    assertThat(diff("", fleet("50", "staging", "next"))).isEqualTo(2);
    assertThat(terminal.data()).endsWith("+ new cluster: next\n- removed cluster: old\n");
  }

  @Test
  void saysThatNothingIsPublishedYet() {
    assertThat(diff("", fleet("50", "staging"))).isEqualTo(2);
    assertThat(terminal.data())
        .isEqualTo(
            "not compared: fleet artifact of staging: channel 'latest' of 'oci://%s/acme/apps/web' has no artifact yet; publish the fleet\n"
                .formatted(registry.address()));
  }

  @Test
  void saysThatARegistryDoesNotAnswerAndEndsWith1() {
    registry.close();

    assertThat(diff("", fleet("50", "staging"))).isEqualTo(1);
    assertThat(terminal.data())
        .isEqualTo(
            "not compared: fleet artifact of staging: registry '%s' must be reachable, got 'connection refused'; check its address and the network\n"
                .formatted(registry.address()));
  }

  @Test
  void comparesTheClustersOfAnEnvironment() {
    publish(fleet("50", "staging", "next"), "latest");

    assertThat(diff(" --environment staging", fleet("60", "staging", "next"))).isEqualTo(2);
    assertThat(terminal.data()).contains("~ ResourceQuota/shop/tenant (staging, next)\n");
    assertThat(diff(" --environment stagin", fleet("60", "staging"))).isEqualTo(1);
    assertThat(diff(" staging --environment staging", fleet("60", "staging"))).isEqualTo(1);
    assertThat(terminal.errors())
        .endsWith(
            """
            error: unknown environment 'stagin'; did you mean 'staging'?
            error: --environment must come without clusters, got 'staging' and 'staging'; name the one or the others
            """);
  }

  @Test
  void readsNothingThatIsNotVerified() {
    publish(fleet("50", "staging"), "latest");
    Fleet signed =
        Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
            .sync(FleetSync.artifactSignedBy(ArtifactSigner.sharedWorkflow("acme/fleet")))
            .addCluster(Cluster.workload("staging", Environment.STAGING).build())
            .build();

    assertThat(diff("", signed)).isEqualTo(1);
    assertThat(terminal.data())
        .startsWith("not compared: fleet artifact of staging: cannot start cosign, ")
        .doesNotContain("No changes");
  }

  @Test
  void comparesWithAFolderOrAnOutputFolder() throws IOException {
    write(folder.resolve("out/fleet"), fleet("50", "staging"));

    assertThat(diff(" --against out", fleet("60", "staging"))).isEqualTo(2);
    assertThat(diff(" --against out/fleet", fleet("50", "staging"))).isZero();
    assertThat(terminal.data())
        .startsWith("fleet artifact compared with out\n~ ResourceQuota/shop/tenant (staging)\n")
        .endsWith(
            "fleet artifact compared with out/fleet\nNo changes. Both render to the same objects.\n");
  }

  @Test
  void refusesAFolderWithoutARendering() throws IOException {
    Files.createDirectory(folder.resolve("out"));

    assertThat(diff(" --against out", fleet("50", "staging"))).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: --against must be a folder with a rendering, got 'out' without 'clusters' and 'fleet/clusters'; write one with 'flotilla synth --output DIR'\n");
  }

  @Test
  void printsJsonOrMarkdown() {
    publish(fleet("50", "staging"), "latest");

    assertThat(diff(" --json", fleet("60", "staging"))).isEqualTo(2);
    assertThat(terminal.data()).startsWith("{\n  \"version\" : 1,\n  \"hasChanges\" : true,\n");
    assertThat(diff(" --markdown", fleet("60", "staging"))).isEqualTo(2);
    assertThat(terminal.data()).contains("\n## Fleet: 1 changed object\n");
    assertThat(diff(" --markdown --max-length 2000", fleet("60", "staging"))).isEqualTo(2);
    assertThat(terminal.data()).contains("\n## Fleet: 1 changed object\n");
    assertThat(diff(" --markdown --max-length 1999", fleet("60", "staging"))).isEqualTo(1);
    assertThat(terminal.errors())
        .contains("must be a number of characters from 2000 on, such as '64512', got '1999'");
    assertThat(diff(" --json --markdown", fleet("60", "staging"))).isEqualTo(1);
    assertThat(terminal.errors()).contains("error: ").contains("mutually exclusive");
  }

  private int diff(String options, Fleet fleet) {
    return terminal.run(folder, "diff --plane artifact" + options, () -> fleet);
  }

  private static Fleet fleet(String pods, String... clusters) {
    Fleet.Builder fleet =
        Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
            .sync(FleetSync.unsignedArtifact())
            .addTenant(
                TenantProps.builder(
                        ACME.artifacts("apps", "apps", repository -> ArtifactSigner.none())
                            .artifact("shop"))
                    .quota(ResourceQuota.requests("4", "8Gi").and(QuotaResource.PODS, pods))
                    .build());
    for (String cluster : clusters) {
      fleet.addCluster(Cluster.workload(cluster, Environment.STAGING).build());
    }
    return fleet.build();
  }

  private String publish(Fleet fleet, String tag) {
    Fleet mirrored = terminal.invocation(folder, () -> fleet).fleet();
    SortedMap<String, String> files = new TreeMap<>();
    mirrored.clusters().stream()
        .flatMap(cluster -> Rendering.of(mirrored, cluster).files().stream())
        .forEach(file -> files.put(file.path(), file.content().text()));
    return registry.publish(files, tag);
  }

  private void write(Path target, Fleet fleet) throws IOException {
    Fleet mirrored = terminal.invocation(folder, () -> fleet).fleet();
    for (Cluster cluster : mirrored.clusters()) {
      FleetWriter.write(target, Rendering.of(mirrored, cluster));
    }
  }
}

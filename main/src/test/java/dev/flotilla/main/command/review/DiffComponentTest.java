package dev.flotilla.main.command.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.command.Terminal;
import dev.flotilla.main.publish.git.TestRepository;
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

/** With the checker that make has built. */
class DiffComponentTest {
  private static final Organization ACME =
      Organization.builder(new OciUrl("oci://ghcr.io/acme"), "acme").build();

  private static final Fleet FLEET =
      fleet(
          Cluster.workload("staging", Environment.STAGING),
          Cluster.workload("next", Environment.STAGING),
          Cluster.workload("prod-eu", Environment.PRODUCTION));

  private static final String MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {url: '%s', size: '%s'}}\n";

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private final SortedMap<String, String> files = new TreeMap<>();
  private TestRepository repository;
  private MemoryRegistry registry;

  @BeforeEach
  void publishTheContent() throws IOException {
    registry = new MemoryRegistry();
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address());
    terminal.environment().put("DOCKER_CONFIG", folder.toString());
    terminal.environment().put("PATH", System.getenv("PATH"));
    repository = new TestRepository(folder);
    repository.commit("README.md", "content of a tenant");
    write("base/kustomization.yaml", "resources: [web.yaml]\n");
    write("base/web.yaml", MAP.formatted("web", "https://${CLUSTER_NAME}.example.com", "1"));
    write("staging/kustomization.yaml", "resources: [../base]\n");
    write("production/kustomization.yaml", "resources: [../base]\n");
    registry.publish(files, "latest");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void showsWhatClustersGetWithTheirVariables() {
    write("base/web.yaml", MAP.formatted("web", "https://${CLUSTER_NAME}.example.org", "2"));

    assertThat(diff(" --environment staging")).isEqualTo(2);
    assertThat(terminal.data())
        .startsWith("content of 'web' compared with oci://" + registry.address())
        .endsWith(
            """
            ~ ConfigMap/web/web (staging, next)
                data.size: '1' -> '2'
                data.url: https://staging.example.com -> https://staging.example.org (staging)
                data.url: https://next.example.com -> https://next.example.org (next)
            """);
  }

  @Test
  void changesNothingWhereOnlyFilesHaveMoved() throws IOException {
    write("base/kustomization.yaml", "resources: [app.yaml]\n");
    write("base/app.yaml", files.remove("base/web.yaml"));
    Files.delete(folder.resolve("components/web/base/web.yaml"));

    assertThat(diff(" --environment staging")).isZero();
    assertThat(terminal.data()).endsWith("No changes. Both render to the same objects.\n");
  }

  @Test
  void namesWhatIsDeletedAndWhatIsNew() {
    write("base/kustomization.yaml", "resources: [claim.yaml]\n");
    write(
        "base/claim.yaml",
        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}\n");
    registry.publish(files, "latest");
    write("base/kustomization.yaml", "resources: [web.yaml]\n");

    assertThat(diff(" staging")).isEqualTo(2);
    assertThat(terminal.data())
        .startsWith(
            """
            Dangers
              deleted: PersistentVolumeClaim/web/data is deleted, and the data with it unless its class retains them (staging)
            """)
        .contains(
            "\n+ ConfigMap/web/web (staging)\n", "\n- PersistentVolumeClaim/web/data (staging)\n");
  }

  @Test
  void saysOfWhichClustersNothingIsPublishedYet() {
    assertThat(diff("")).isEqualTo(2);
    assertThat(terminal.data())
        .contains(
            "not compared: content of 'web' of prod-eu: channel 'latest-stable' of 'oci://%s/acme/apps/web' has no artifact yet; publish it\n"
                .formatted(registry.address()));
  }

  @Test
  void comparesNothingThatCannotBeBuilt() {
    write("base/kustomization.yaml", "resources: [none.yaml]\n");

    assertThat(diff(" staging")).isEqualTo(1);
    assertThat(terminal.data()).isEmpty();
    assertThat(terminal.errors())
        .contains(
            "error: components/web/staging/kustomization.yaml: staging: kustomize must build 'staging', got ");
  }

  @Test
  void refusesWhatIsNotComparedWithThePublishedContent() {
    assertThat(diff(" --against main")).isEqualTo(1);
    assertThat(diff(" --plane stacks")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            """
            error: --component must come without --against, because content alone is compared, with what is published; drop one of them
            error: --component must come without --plane, because content alone is compared, with what is published; drop one of them
            """);
  }

  @Test
  void contentIsComparedWithTheTagOfEachRing() {
    Environment production = Environment.PRODUCTION.withRings("canary", "broad");
    Fleet rings =
        fleet(
            Cluster.workload("prod-eu", production).ring("canary"),
            Cluster.workload("prod-us", production).ring("broad"));
    registry.publish(files, "latest-stable-canary");
    write("base/web.yaml", MAP.formatted("web", "https://${CLUSTER_NAME}.example.com", "2"));

    assertThat(diff("", rings)).isEqualTo(2);
    assertThat(terminal.data())
        .contains(
            "not compared: content of 'web' of prod-us: channel 'latest-stable' of ",
            """
            ~ ConfigMap/web/web (prod-eu)
                data.size: '1' -> '2'
            """);
  }

  private int diff(String options) {
    return diff(options, FLEET);
  }

  private int diff(String options, Fleet fleet) {
    return terminal.run(folder, "diff --component components/web" + options, () -> fleet);
  }

  private static Fleet fleet(Cluster.Builder... clusters) {
    Fleet.Builder fleet =
        Fleet.builder(ACME, new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
            .sync(FleetSync.unsignedArtifact())
            .addTenant(
                TenantProps.builder(
                        ACME.artifacts("apps", "apps", repository -> ArtifactSigner.none())
                            .artifact("web"))
                    .build());
    for (Cluster.Builder cluster : clusters) {
      fleet.addCluster(cluster.build());
    }
    return fleet.build();
  }

  private void write(String file, String text) {
    files.put(file, text);
    repository.write("components/web/" + file, text);
  }
}

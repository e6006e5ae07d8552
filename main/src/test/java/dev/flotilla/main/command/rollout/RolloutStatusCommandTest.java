package dev.flotilla.main.command.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.main.command.Terminal;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures aside, which the real cosign checks in the black-box tests. */
class RolloutStatusCommandTest {
  /** The fleet artifact is where the registry has its one artifact. */
  private static final Organization ACME =
      Organization.builder(new OciUrl("oci://ghcr.io/acme/apps"), "acme")
          .fleetRepository("web")
          .build();

  private static final String COMMIT = "a".repeat(40);

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private MemoryRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new MemoryRegistry();
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address());
    terminal.environment().put("DOCKER_CONFIG", folder.toString());
    terminal.environment().put("PATH", "/bin");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void everyRingIsListedWithWhatItsTagIsAt() {
    String old = release("v1.9.0", "latest-stable");
    String next = release("v1.10.0", "latest-stable-canary");

    assertThat(run("rollout status", "canary", "early", "broad")).isEqualTo(2);
    assertThat(terminal.data())
        .isEqualTo(
            """
            ARTIFACT  ENVIRONMENT  RING    TAG                   VERSION                DIGEST           NOT PROMOTED           CLUSTERS
            fleet     production   canary  latest-stable-canary  v1.10.0@sha1:aaaaaaaa  %s  -                      prod-eu
            fleet     production   early   latest-stable-early   -                      -                -                      -
            fleet     production   broad   latest-stable         v1.9.0@sha1:aaaaaaaa   %s  v1.10.0@sha1:aaaaaaaa  prod-us
            """
                .formatted(next.substring(0, 15), old.substring(0, 15)));
    assertThat(terminal.errors())
        .isEqualTo("fleet: ring 'early' at 'latest-stable-early': no release has reached it\n");
  }

  @Test
  void ringsThatAreAllAtTheNewestEndWith0() throws IOException {
    String newest = release("v1.10.0", "latest-stable", "latest-stable-canary");

    assertThat(run("rollout status --json", "canary", "broad")).isZero();
    JsonNode rows = new ObjectMapper().readTree(terminal.data());
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).toString())
        .isEqualTo(
            "{\"artifact\":\"fleet\",\"environment\":\"production\",\"ring\":\"canary\",\"tag\":\"latest-stable-canary\",\"version\":\"v1.10.0@sha1:%s\",\"digest\":\"%s\",\"notPromoted\":\"\",\"clusters\":[\"prod-eu\"],\"message\":\"\"}"
                .formatted(COMMIT, newest));
  }

  @Test
  void registryThatDoesNotAnswerIsAnError() {
    String address = registry.address();
    registry.close();

    assertThat(run("rollout status", "canary", "broad")).isEqualTo(1);
    assertThat(terminal.data()).contains("latest-stable-canary  unknown");
    assertThat(terminal.errors())
        .endsWith(
            "error: fleet: registry '%s' must be reachable, got 'connection refused'; check its address and the network\n"
                .formatted(address));
  }

  @Test
  void fleetWithoutRingsIsRefused() {
    assertThat(run("rollout status", "all")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: a rollout must have an environment with several rings, got none in the fleet; give one rings with Environment.withRings\n");
  }

  /** Publishes a release of the fleet and returns its digest. */
  private String release(String version, String... tags) {
    String[] all = new String[tags.length + 1];
    all[0] = version;
    System.arraycopy(tags, 0, all, 1, tags.length);
    return registry.publish(version + "@sha1:" + COMMIT, "2026-01-02T03:04:05Z", all);
  }

  /** Runs a command line on a fleet with a cluster in the first ring, and one in the last. */
  private int run(String line, String... rings) {
    Environment production = Environment.PRODUCTION.withRings(rings);
    Fleet fleet =
        Fleet.builder(ACME, new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
            .sync(FleetSync.unsignedArtifact())
            .addCluster(Cluster.workload("prod-eu", production).ring(rings[0]).build())
            .addCluster(
                Cluster.workload("prod-us", production).ring(rings[rings.length - 1]).build())
            .build();
    return terminal.run(folder, line, () -> fleet);
  }
}

package dev.flotilla.main.command.rollout;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a fleet whose only cluster, which nobody can reach, is in the last of three rings; RingsE2E
 * has one that answers.
 */
class RolloutCommandsTest {
  private static final Organization ACME =
      Organization.builder(new OciUrl("oci://ghcr.io/acme/apps"), "acme")
          .fleetRepository("web")
          .build();
  private static final Environment PRODUCTION =
      Environment.PRODUCTION.withRings("canary", "early", "broad");

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private MemoryRegistry registry;
  private String next;

  @BeforeEach
  void publishTwoReleases() throws IOException {
    registry = new MemoryRegistry();
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address());
    terminal.environment().put("DOCKER_CONFIG", folder.toString());
    terminal.environment().put("PATH", "/bin");
    terminal.environment().put("USER", "ann");
    Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: prod-eu, context: {cluster: c, user: u}}]
        """);
    terminal.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    release("v1.9.0", "v1.9.0", "latest-stable-canary", "latest-stable-early", "latest-stable");
    next = release("v1.10.0", "v1.10.0");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  /** Resumed, by somebody who asks something else than the cluster, it is through. */
  @Test
  void ringWhoseClusterCannotBeReachedStopsIt() {
    assertThat(
            rollout("start --version v1.10.0 --bake 0s --grace 0s --timeout 1s --registry-lag 0s"))
        .isEqualTo(1);
    assertThat(registry.digest("latest-stable-early")).isEqualTo(next);
    assertThat(terminal.errors())
        .contains(
            "error: fleet: v1.10.0 must become ready in ring 'broad', got 0 of 1 clusters Ready,"
                + " failed: prod-eu; correct it and run this again, or take it back with 'flotilla"
                + " rollout back'\n"
                + "  prod-eu: ");

    assertThat(rollout("start --version v1.10.0 --bake 0s --gate-command env>said")).isZero();
    assertThat(terminal.data()).isEqualTo("fleet: v1.10.0 has reached every ring\n");
    assertThat(folder.resolve("said"))
        .content()
        .contains(
            "ROLLOUT_ARTIFACT=fleet\n",
            "ROLLOUT_CLUSTERS=prod-eu\n",
            "ROLLOUT_COMMIT=" + "a".repeat(40) + "\n",
            "ROLLOUT_DIGEST=" + next + "\n",
            "ROLLOUT_ENVIRONMENT=production\n",
            "ROLLOUT_RING=broad\n",
            "ROLLOUT_VERSION=v1.10.0\n");
  }

  @Test
  void releaseThatIsNotPublishedIsRefused() {
    assertThat(rollout("start --version v2.0.0")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: a release to roll out must be published, got no 'v2.0.0' in 'oci://%s/acme/apps/web'; publish it with --version v2.0.0\n"
                .formatted(registry.address()));
  }

  @Test
  void lowerReleaseIsRefused() {
    registry.move("latest-stable-canary", "v1.10.0");

    assertThat(rollout("start --version v1.9.0")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: a rollout must not go back, ring 'canary' is at 'v1.10.0', got 'v1.9.0'; take"
                + " the last rollout back with 'flotilla rollout back', or add"
                + " --allow-downgrade\n");
  }

  @Test
  void ringAndEnvironmentMustBeOfTheFleet() {
    assertThat(rollout("start --version v1.10.0 --until broat")).isEqualTo(1);
    assertThat(rollout("start --version v1.10.0 --environment staging")).isEqualTo(1);
    assertThat(rollout("back")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            """
            error: --until must be a ring of environment 'production', got 'broat'; did you mean 'broad'?
            error: an environment to roll out to must have several rings, got 'staging'; these have: production
            error: there must be a rollout, got no record of one; begin it with 'flotilla rollout start'
            """);
  }

  private String release(String version, String... tags) {
    return registry.publish(version + "@sha1:" + "a".repeat(40), "2026-01-02T03:04:05Z", tags);
  }

  private int rollout(String line) {
    Fleet fleet =
        Fleet.builder(ACME, new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
            .sync(FleetSync.unsignedArtifact())
            .addCluster(Cluster.workload("prod-eu", PRODUCTION).ring("broad").build())
            .build();
    return terminal.run(folder, "rollout " + line, () -> fleet);
  }
}

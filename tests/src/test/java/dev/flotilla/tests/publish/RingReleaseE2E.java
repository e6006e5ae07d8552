package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.FLEET;
import static dev.flotilla.tests.harness.registry.FleetRepository.MONITORING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Releases of clusters in rings, whose tags the test moves. */
class RingReleaseE2E {
  private static final Path FOLDER = Project.emptyFolder("ring-release");

  private static final FleetRepository repository = FleetRepository.ofD2(FOLDER);
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);
  private static final Program program =
      repository
          .publishing(Program.ownFleet("RingFleet", FOLDER))
          .with("FLOTILLA_COSIGN", Cosign.PROGRAM.toString())
          .with("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address())
          .with("FLOTILLA_MIRROR_KEYS", repository.keys().toString());

  @Test
  void releaseOfAComponentReachesARingByItsTagAlone() {
    repository.commitContent("monitoring", "production", "1");

    assertThat(release("v1.0.0").succeeded().stderr())
        .contains("monitoring: tag: v1.0.0\n")
        .endsWith(
            "monitoring: rings: canary, early, broad stay where they are until a rollout moves them\n");
    assertThat(registry.tags(MONITORING)).containsExactly("v1.0.0");
    assertThat(release("v1.0.0").succeeded().stderr())
        .contains("monitoring: unchanged: v1.0.0 is at monitoring/v1.0.0@sha1:");

    JsonNode manifest = registry.manifest(MONITORING, "v1.0.0");
    registry.push(MONITORING, "latest-stable-canary", manifest);
    JsonNode canary = ring("canary");
    assertThat(canary.get("version").asText()).startsWith("monitoring/v1.0.0@sha1:");
    assertThat(canary.get("digest").asText())
        .isEqualTo(registry.digest(MONITORING, "v1.0.0").orElseThrow());
    assertThat(canary.get("clusters").toString()).isEqualTo("[\"prod-eu\"]");
    assertThat(ring("early").get("message").asText()).isEqualTo("no release has reached it");

    ((ObjectNode) manifest.get("annotations")).put("org.opencontainers.image.revision", "v9.9.9");
    registry.push(MONITORING, "latest-stable", manifest);
    JsonNode broad = ring("broad");
    assertThat(broad.get("version").asText()).isEmpty();
    assertThat(broad.get("message").asText())
        .isEqualTo("what its tag is at is not signed as its clusters demand");
    assertThat(refused("--channel", "latest-stable-canary", "--version", "v1.1.0"))
        .startsWith("error: --channel must not be the tag of a ring, ");
    assertThat(refused("--rollback-to", "v1.0.0"))
        .startsWith("error: --rollback-to must be for a channel without rings, ");
  }

  @Test
  void releaseOfTheFleetIsComparedRingByRing() {
    program.run("publish", "--version", "v1.0.0").succeeded();
    registry.push(FLEET, "latest-stable-canary", registry.manifest(FLEET, "v1.0.0"));

    assertThat(diff("prod-eu").succeeded().stdout())
        .endsWith("No changes. Both render to the same objects.\n");
    assertThat(diff("prod-us").exited(2).stdout())
        .isEqualTo(
            "not compared: fleet artifact of prod-us: channel 'latest-stable' of 'oci://%s/%s' has no artifact yet; publish the fleet, and roll it out to that ring\n"
                .formatted(registry.address(), FLEET));
  }

  /** Returns what the program says of a ring of the component. */
  private static JsonNode ring(String name) {
    String json = program.run("rollout", "status", "--json").exited(2).stdout();
    return StreamSupport.stream(Sandbox.json(json).spliterator(), false)
        .filter(row -> row.get("artifact").asText().equals("monitoring"))
        .filter(row -> row.get("ring").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ProcessResult diff(String cluster) {
    return program.run("diff", cluster, "--plane", "artifact");
  }

  private static ProcessResult release(String version) {
    return program.run("publish", "--component", "components/monitoring", "--version", version);
  }

  private static String refused(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "publish";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return program.run(arguments).exited(1).stderr();
  }
}

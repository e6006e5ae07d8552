package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.MONITORING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The channel of clusters that follow releases. */
class ReleaseE2E {
  private static final Path FOLDER = Project.emptyFolder("release");

  private static final String ALERTS = "components/monitoring/configs/production/alerts.yaml";

  private static final FleetRepository repository = FleetRepository.ofD2(FOLDER);
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);
  private static final Program program = repository.program(registry.address());

  @Test
  void channelMovesForwardAndBackToAPublishedAndSignedRelease() {
    repository.write(
        "components/monitoring/controllers/production/operator.yaml",
        Manifest.configMap("monitoring", "operator", "1"));
    repository.commit(ALERTS, Manifest.configMap("monitoring", "alerts", "1"));
    release("v1.0.0").succeeded();
    String first = registry.digest(MONITORING, "latest-stable").orElseThrow();
    assertThat(release("v1.0.0").succeeded().stderr())
        .contains("monitoring: unchanged: latest-stable is at monitoring/v1.0.0@sha1:");
    repository.commit(ALERTS, Manifest.configMap("monitoring", "alerts", "2"));
    assertThat(release("v1.0.0").exited(1).stderr())
        .contains(
            "error: tag 'v1.0.0' of 'oci://%s/%s' must keep its content, %s, got sha256:"
                .formatted(registry.address(), MONITORING, registry.layer(MONITORING, "v1.0.0")));
    release("v1.1.0").succeeded();
    String second = registry.digest(MONITORING, "latest-stable").orElseThrow();

    ProcessResult rolledBack = rollBack("v1.0.0").succeeded();
    String trace = registry.digest(MONITORING, "latest-stable").orElseThrow();
    assertThat(rolledBack.stdout())
        .isEqualTo("oci://%s/%s@%s\n".formatted(registry.address(), MONITORING, trace));
    assertThat(trace).isNotEqualTo(first);
    assertThat(registry.layer(MONITORING, "latest-stable"))
        .isEqualTo(registry.layer(MONITORING, "v1.0.0"));
    assertThat(
            registry
                .manifest(MONITORING, "latest-stable")
                .at("/annotations/dev.flotilla.rollback-from")
                .asText())
        .isEqualTo("v1.1.0");
    assertThat(
            Cosign.hasSigned(
                repository.publicKey(MONITORING),
                "%s/%s@%s".formatted(registry.address(), MONITORING, trace)))
        .isTrue();
    assertThat(rollBack("v1.0.0").succeeded().stderr())
        .contains("monitoring: unchanged: latest-stable is at monitoring/v1.0.0@sha1:");
    release("v1.1.0").succeeded();
    assertThat(registry.digest(MONITORING, "latest-stable")).contains(second);
    assertThat(registry.tags(MONITORING))
        .containsExactly("latest-stable", "v1.0.0", "v1.0.0-rollback-from-v1.1.0", "v1.1.0");

    registry.push(MONITORING, "v1.0.1", unsigned(registry.manifest(MONITORING, "v1.0.0")));
    assertThat(rollBack("v1.0.1").exited(1).stderr())
        .isEqualTo(
            "error: '%s/%s@%s' must carry the signature that the clusters of channel 'latest-stable' demand, cosign said: no signatures found; the channel stays where it is, sign it with the private key of the clusters' public one\n"
                .formatted(
                    registry.address(),
                    MONITORING,
                    registry.digest(MONITORING, "v1.0.1").orElseThrow()));
    assertThat(rollBack("v0.9.0").exited(1).stderr())
        .isEqualTo(
            "error: --rollback-to must name a published release of 'oci://%s/%s', got 'v0.9.0'; it has: v1.1.0, v1.0.1, v1.0.0\n"
                .formatted(registry.address(), MONITORING));
    assertThat(registry.digest(MONITORING, "latest-stable")).contains(second);
  }

  private static JsonNode unsigned(JsonNode manifest) {
    ((ObjectNode) manifest.get("annotations")).put("org.opencontainers.image.revision", "v1.0.1");
    return manifest;
  }

  private static ProcessResult release(String version) {
    return publish("--version", version);
  }

  private static ProcessResult rollBack(String version) {
    return publish("--rollback-to", version);
  }

  private static ProcessResult publish(String option, String version) {
    return program.run("publish", "--component", "components/monitoring", option, version);
  }
}

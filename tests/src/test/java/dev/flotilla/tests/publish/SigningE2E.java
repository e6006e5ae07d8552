package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.CERT_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a publish does not sign. */
class SigningE2E {
  private static final Path FOLDER = Project.emptyFolder("signing");

  private static final FleetRepository repository = FleetRepository.ofD2(FOLDER);
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);
  private static final Program program = repository.program(registry.address());

  /** It would say of itself that it is a rollback from any version. */
  @Test
  void refusesWhatAnotherHasPushedUnderTheTagBefore() {
    repository.commit("components/cert-manager/production/web.yaml", "replicas: 2\n");
    release("v1.0.0").succeeded();
    ObjectNode planted = (ObjectNode) registry.manifest(CERT_MANAGER, "v1.0.0");
    ((ObjectNode) planted.get("annotations")).put("dev.flotilla.rollback-from", "v9.0.0");
    registry.push(CERT_MANAGER, "v1.1.0", planted);
    String digest = registry.digest(CERT_MANAGER, "v1.1.0").orElseThrow();

    assertThat(release("v1.1.0").exited(1).stderr())
        .containsPattern(
            "error: tag 'v1.1.0' of 'oci://%s/%s' must be at what is built, sha256:[0-9a-f]{64}, before that is signed, got %s; remove that tag from the registry, or publish another commit or version\n$"
                .formatted(registry.address(), CERT_MANAGER, digest));
    assertThat(Cosign.hasSigned(repository.publicKey(CERT_MANAGER), at(CERT_MANAGER, "v1.1.0")))
        .isFalse();
    release("v1.2.0").succeeded();
  }

  private static ProcessResult release(String version) {
    return program.run("publish", "--component", "components/cert-manager", "--version", version);
  }

  private static String at(String artifact, String tag) {
    return "%s/%s@%s"
        .formatted(registry.address(), artifact, registry.digest(artifact, tag).orElseThrow());
  }
}

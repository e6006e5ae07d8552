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
    repository.commitContent("cert-manager", "production", "2");
    release("v1.0.0").succeeded();
    ObjectNode planted = (ObjectNode) registry.manifest(CERT_MANAGER, "v1.0.0");
    ((ObjectNode) planted.get("annotations")).put("dev.flotilla.rollback-from", "v9.0.0");
    registry.push(CERT_MANAGER, "v1.1.0", planted);
    String digest = registry.digest(CERT_MANAGER, "v1.1.0").orElseThrow();

    assertThat(release("v1.1.0").exited(1).stderr())
        .containsPattern(
            "error: tag 'v1.1.0' of 'oci://%s/%s' must point to the manifest of this build, sha256:[0-9a-f]{64}, got the unsigned %s; remove that tag from the registry, or publish another commit or version\n$"
                .formatted(registry.address(), CERT_MANAGER, digest));
    assertThat(Cosign.hasSigned(repository.publicKey(CERT_MANAGER), at(CERT_MANAGER, "v1.1.0")))
        .isFalse();
    release("v1.2.0").succeeded();
  }

  @Test
  void refusesAWorkflowThatAnotherRepositoryMayCall() {
    repository.commit(
        ".github/workflows/release-artifact.yaml", "on:\n  push:\n  workflow_call:\njobs: {}\n");
    Program keyless =
        repository
            .publishing(Program.warm(FOLDER))
            .with("FLOTILLA_COSIGN", Cosign.PROGRAM.toString())
            .with("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address())
            .with("GITHUB_REPOSITORY", "controlplaneio-fluxcd/d2-infra");
    String[] command = {"publish", "--component", "components/cert-manager", "--version", "v3.0.0"};

    assertThat(keyless.run(command).exited(1).stderr())
        .isEqualTo(
            "error: a workflow that signs must not have the trigger 'workflow_call', by which other repositories sign as it, got '.github/workflows/release-artifact.yaml'; remove that trigger, or have clusters accept it by its commit (ArtifactSigner.pinnedWorkflow)\n");

    repository.commit(".github/workflows/release-artifact.yaml", "on: push\njobs: {}\n");
    assertThat(keyless.run(command).exited(1).stderr())
        .endsWith(
            "error: '%s' must be signed by the workflow 'release-artifact.yaml' of 'controlplaneio-fluxcd/d2-infra', which runs on GitHub only, got no ACTIONS_ID_TOKEN_REQUEST_URL; publish it there with 'permissions: id-token: write', or to a mirror with keys of its own\n"
                .formatted(CERT_MANAGER));
  }

  private static ProcessResult release(String version) {
    return program.run("publish", "--component", "components/cert-manager", "--version", version);
  }

  private static String at(String artifact, String tag) {
    return "%s/%s@%s"
        .formatted(registry.address(), artifact, registry.digest(artifact, tag).orElseThrow());
  }
}

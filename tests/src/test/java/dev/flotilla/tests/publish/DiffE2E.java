package dev.flotilla.tests.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The fleet artifact in a review, compared with a real registry and verified by the real cosign.
 */
class DiffE2E {
  private static final Path FOLDER = Project.emptyFolder("diff");

  private static final FleetRepository repository = FleetRepository.ofD2(FOLDER);
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);
  private static final Program program = repository.program(registry.address());

  @Test
  void comparesWithWhatIsPublishedOnceItsSignatureIsVerified() {
    assertThat(diff(program).exited(2).stdout())
        .isEqualTo(
            "not compared: fleet artifact of staging: channel 'latest' of 'oci://%s/%s' has no artifact yet; publish the fleet\n"
                .formatted(registry.address(), FleetRepository.FLEET));

    program.run("publish").succeeded();

    assertThat(diff(program).succeeded().stdout())
        .startsWith("fleet artifact compared with oci://")
        .endsWith("No changes. Both render to the same objects.\n");
    assertThat(diff(changed()).exited(2).stdout())
        .endsWith(
            """
            ~ FluxInstance/flux-system/flux (staging)
                spec.cluster.size:
                  - medium
            """);

    Path others = FOLDER.resolve("keys/others");
    repository
        .publishing(Program.warm(FOLDER))
        .with("FLOTILLA_COSIGN", Cosign.PROGRAM.toString())
        .run("keys", others.toString())
        .succeeded();

    assertThat(diff(program.with("FLOTILLA_MIRROR_KEYS", others.toString())).exited(1).stdout())
        .startsWith("not compared: fleet artifact of staging: '" + registry.address())
        .endsWith(
            ", to which channel 'latest' points, must carry the signature that its clusters demand, got another or none; publish it again\n");
  }

  private static Program changed() {
    return repository
        .publishing(Program.variedFleet(FOLDER, "size=none"))
        .with("FLOTILLA_COSIGN", Cosign.PROGRAM.toString())
        .with("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address())
        .with("FLOTILLA_MIRROR_KEYS", repository.keys().toString());
  }

  private static ProcessResult diff(Program program) {
    return program.run("diff", "staging", "--plane", "artifact");
  }
}

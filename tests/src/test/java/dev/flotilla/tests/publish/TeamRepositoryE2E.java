package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.FLEET;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A team checks in its own repository, for the fleet whose artifact is in the registry. */
class TeamRepositoryE2E {
  private static final Path FOLDER = Project.emptyFolder("team-fleet");
  private static final Path TEAM = Project.emptyFolder("team");

  private static final FleetRepository fleet = FleetRepository.ofD2(FOLDER);
  private static final FleetRepository team = new FleetRepository(TEAM);
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);

  @BeforeAll
  static void publishTheFleet() {
    fleet.program(registry.address()).run("publish").succeeded();
    team.commitContent("frontend", "staging", "1");
  }

  @Test
  void checksForTheClustersOfTheFleetThatIsSigned() {
    ProcessResult check = check(signer(FLEET)).exited(2);

    assertThat(check.stdout())
        .isEqualTo(
            "components/frontend/production: production: an artifact must have the folder that its clusters apply, got no 'production'; create it with a kustomization.yaml\n");
    assertThat(check.stderr()).startsWith("fleet: pull: main@sha1:");
  }

  @Test
  void takesNoFleetThatAnotherHasSigned() {
    String digest = registry.digest(FLEET, "latest").orElseThrow();

    assertThat(check(signer(FleetRepository.BACKEND)).exited(1).stderr())
        .contains(
            "error: '%s/%s@%s' must be signed by key cosign-key, cosign said: "
                .formatted(registry.address(), FLEET, digest))
        .endsWith("; name its signer with --fleet-signer, or find out who has pushed it\n");
  }

  @Test
  void takesNoFleetThatNobodyHasSigned() {
    ObjectNode planted = (ObjectNode) registry.manifest(FLEET, "latest");
    ((ObjectNode) planted.get("annotations")).put("planted", "yes");
    registry.push(FLEET, "planted", planted);

    ProcessResult check =
        program()
            .with("FLOTILLA_MIRROR_KEYS", fleet.keys().toString())
            .with("FLOTILLA_FLEET", "oci://ghcr.io/" + FLEET + ":planted")
            .run("check");

    assertThat(check.exited(1).stderr())
        .contains("must be signed by key cosign-key, cosign said: ");
    assertThat(check.stdout()).isEmpty();
  }

  @Test
  void aMirrorWithKeysSaysWhoSigns() {
    assertThat(
            program()
                .with("FLOTILLA_MIRROR_KEYS", fleet.keys().toString())
                .with("FLOTILLA_FLEET", "oci://ghcr.io/" + FLEET)
                .run("check")
                .exited(2)
                .stderr())
        .startsWith("fleet: pull: main@sha1:");
  }

  private static ProcessResult check(String signer) {
    return program()
        .with("FLOTILLA_FLEET", "oci://ghcr.io/" + FLEET)
        .with("FLOTILLA_FLEET_SIGNER", signer)
        .run("check", "components/frontend");
  }

  private static Program program() {
    return team.publishing(Program.warm(TEAM))
        .with("FLOTILLA_COSIGN", Cosign.PROGRAM.toString())
        .with("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address());
  }

  private static String signer(String artifact) {
    return fleet.publicKey(artifact).toString();
  }
}

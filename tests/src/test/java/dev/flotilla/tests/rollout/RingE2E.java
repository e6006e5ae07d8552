package dev.flotilla.tests.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A cluster in a ring, whose tag the test moves. */
class RingE2E {
  private static final String FLEET = "acme/fleet";
  private static final String WEB = "acme/apps/web";

  private final Path folder = Project.emptyFolder("ring");
  private final FleetRepository repository = new FleetRepository(folder);

  @Test
  void clusterGetsAReleaseOnlyWhenItsRingIsAtIt(@InSandbox("first") Sandbox sandbox) {
    Program program =
        repository
            .publishing(Program.ownFleet("RingTenantFleet", folder).against(sandbox))
            .with("FLOTILLA_MIRROR_KEYS", repository.keys().toString());
    RegistryClient registry = new RegistryClient(sandbox.registry(), "anybody:");
    program.run("keys", "keys").succeeded();
    release(program, "1", "v1.0.0");
    program.run("publish", "--version", "v1.0.0").succeeded();
    move(registry, FLEET, "v1.0.0");
    move(registry, WEB, "v1.0.0");

    program.run("deploy", "first").succeeded();

    assertThat(version(sandbox)).isEqualTo("1");
    assertThat(program.run("status").succeeded().stdout())
        .containsPattern("CLUSTER +RING +READY +.*\nfirst +canary +yes ")
        .contains(" latest-stable-canary@sha256:");
    release(program, "2", "v1.1.0");
    // The ring is behind, as it should be until a rollout reaches it.
    assertThat(program.run("status").succeeded().stderr()).doesNotContain("warning");
    assertThat(program.run("versions").exited(2).stdout())
        .containsPattern(
            "web +production +canary +first +web/v1.0.0@\\S+ +web/v1.0.0@\\S+ +web/v1.1.0@");
    assertThat(version(sandbox)).isEqualTo("1");

    move(registry, WEB, "v1.1.0");
    program.run("deploy", "first").succeeded();

    assertThat(version(sandbox)).isEqualTo("2");
  }

  private void release(Program program, String text, String version) {
    repository.commit(
        "components/web/production/web.yaml", Manifest.configMap("web", "version", text));
    program.run("publish", "--component", "components/web", "--version", version).succeeded();
  }

  private static void move(RegistryClient registry, String artifact, String version) {
    registry.push(artifact, "latest-stable-canary", registry.manifest(artifact, version));
  }

  private static String version(Sandbox sandbox) {
    return sandbox
        .client()
        .configMaps()
        .inNamespace("web")
        .withName("version")
        .get()
        .getData()
        .values()
        .iterator()
        .next();
  }
}

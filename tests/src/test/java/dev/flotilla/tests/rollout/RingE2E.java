package dev.flotilla.tests.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Releases of a tenant on a cluster in the first of two rings; the second has none. */
class RingE2E {
  private static final String WEB = "acme/apps/web";

  /** Its pod is never scheduled. */
  private static final String NEVER_READY =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: web
      spec:
        selector:
          matchLabels: {app: web}
        template:
          metadata:
            labels: {app: web}
          spec:
            schedulingGates: [{name: acme.example/never}]
            containers:
              - name: web
                image: ghcr.io/acme/web:1.2.0
                resources:
                  requests: {cpu: 10m, memory: 16Mi}
                  limits: {memory: 16Mi}
      """;

  private final Path folder = Project.emptyFolder("ring");
  private final FleetRepository repository = new FleetRepository(folder);

  @Test
  void releaseReachesAClusterByARolloutAndStopsWhereItIsNotReady(
      @InSandbox("first") Sandbox sandbox) {
    Program program =
        repository
            .publishing(Program.ownFleet("RingTenantFleet", folder).against(sandbox))
            .with("FLOTILLA_MIRROR_KEYS", repository.keys().toString());
    RegistryClient registry = new RegistryClient(sandbox.registry(), "anybody:");
    program.run("keys", "keys").succeeded();
    release(program, Manifest.configMap("web", "version", "1"), "v1.0.0");
    program.run("publish", "--version", "v1.0.0").succeeded();

    // Nothing runs yet, so that no ring waits for a cluster.
    assertThat(start(program, "v1.0.0", "--component", "web").succeeded().stdout())
        .isEqualTo("web: v1.0.0 has reached every ring\n");
    start(program, "v1.0.0").succeeded();
    program.run("deploy", "first").succeeded();

    assertThat(version(sandbox)).isEqualTo("1");
    assertThat(program.run("status").succeeded().stdout())
        .containsPattern("CLUSTER +RING +READY +.*\nfirst +canary +yes ")
        .contains(" latest-stable-canary@sha256:");

    release(program, Manifest.configMap("web", "version", "2"), "v1.1.0");
    // The ring is behind, as it should be until a rollout reaches it.
    assertThat(program.run("status").succeeded().stderr()).doesNotContain("warning");
    assertThat(program.run("versions").exited(2).stdout())
        .containsPattern(
            "web +production +canary +first +web/v1.0.0@\\S+ +web/v1.0.0@\\S+ +web/v1.1.0@");
    assertThat(version(sandbox)).isEqualTo("1");

    assertThat(
            start(program, "v1.1.0", "--component", "web", "--until", "canary")
                .succeeded()
                .stdout())
        .isEqualTo("web: v1.1.0 waits before ring 'broad': it is after --until canary\n");
    assertThat(version(sandbox)).isEqualTo("2");
    assertThat(registry.digest(WEB, "latest-stable")).isEqualTo(registry.digest(WEB, "v1.0.0"));
    assertThat(start(program, "v1.1.0", "--component", "web").succeeded().stdout())
        .isEqualTo("web: v1.1.0 has reached every ring\n");
    assertThat(registry.digest(WEB, "latest-stable")).isEqualTo(registry.digest(WEB, "v1.1.0"));

    release(program, NEVER_READY, "v1.2.0");
    assertThat(
            start(program, "v1.2.0", "--component", "web", "--timeout", "10s").exited(1).stderr())
        .contains(
            "error: web: v1.2.0 must become ready in ring 'canary', got 0 of 1 clusters Ready");
    assertThat(registry.digest(WEB, "latest-stable")).isEqualTo(registry.digest(WEB, "v1.1.0"));
    assertThat(
            program
                .run("rollout", "back", "--component", "web", "--registry-lag", "1s")
                .succeeded()
                .stdout())
        .isEqualTo("web: v1.2.0 was taken back\n");
    assertThat(registry.digest(WEB, "latest-stable-canary"))
        .isEqualTo(registry.digest(WEB, "v1.1.0"));
  }

  private static ProcessResult start(Program program, String version, String... options) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "rollout", "start", "--version", version, "--bake", "1s", "--registry-lag", "1s"));
    line.addAll(List.of(options));
    return program.run(line.toArray(String[]::new));
  }

  private void release(Program program, String manifest, String version) {
    repository.commit("components/web/production/web.yaml", manifest);
    program.run("publish", "--component", "components/web", "--version", version).succeeded();
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

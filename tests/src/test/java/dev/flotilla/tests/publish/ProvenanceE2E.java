package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.BACKEND;
import static dev.flotilla.tests.harness.registry.FleetRepository.FRONTEND;
import static dev.flotilla.tests.harness.registry.FleetRepository.MONITORING;
import static dev.flotilla.tests.harness.registry.FleetRepository.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.SecretScan;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** By key pairs; each test has an artifact of its own, because all are in one registry. */
class ProvenanceE2E {
  private static final Path FOLDER = Project.emptyFolder("provenance");

  private static final FleetRepository repository = FleetRepository.ofD2(FOLDER);
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);
  private static final Program program = repository.program(registry.address());

  @Test
  void provenanceIsAttachedOnceByWhoHasSigned() {
    String commit = repository.commitContent("frontend", "staging", "2");

    String log = publish("frontend").succeeded().stderr();

    assertThat(log)
        .containsPattern(
            "frontend: sign: .*\nfrontend: attest: built by https://flotilla.dev/machine \\(.*\nfrontend: verify: ");
    List<JsonNode> statements =
        Cosign.provenance(repository.publicKey(FRONTEND), at(FRONTEND, "latest"));
    assertThat(statements).hasSize(1);
    JsonNode predicate = statements.get(0).get("predicate");
    assertThat(predicate)
        .isEqualTo(
            json(
                """
                {"buildDefinition": {
                  "buildType": "https://flotilla.dev/publish/v1",
                  "externalParameters": {"artifact": "frontend", "channel": "latest", "revision": "main@sha1:%1$s"},
                  "resolvedDependencies": [{"uri": "git+https://github.com/acme/fleet", "digest": {"gitCommit": "%1$s"}}]},
                 "runDetails": {"builder": {"id": "https://flotilla.dev/machine"}}}
                """
                    .formatted(commit)));
    assertThat(Cosign.provenance(repository.publicKey(BACKEND), at(FRONTEND, "latest"))).isEmpty();
    new SecretScan("s3cr3t-t0ken").isNotIn("the provenance", statements.toString());

    // Somebody moves the channel away, so that the same digest is published again.
    JsonNode published = registry.manifest(FRONTEND, "latest");
    registry.push(FRONTEND, "latest", unlike(published.deepCopy(), "main@sha1:" + commit));
    assertThat(publish("frontend").succeeded().stderr())
        .doesNotContain("frontend: sign:", "frontend: attest:")
        .contains("frontend: verify: ", "frontend: channel: latest is at ");
    assertThat(registry.manifest(FRONTEND, "latest")).isEqualTo(published);
    assertThat(Cosign.provenance(repository.publicKey(FRONTEND), at(FRONTEND, "latest")))
        .hasSize(1);
  }

  @Test
  void provenanceIsAttachedBeforeTheChannelMoves() throws Exception {
    repository.commitContent("backend", "staging", "2");
    Path broken =
        Files.writeString(
            FOLDER.resolve("keys/cosign-without-attest"),
            """
            #!/bin/sh
            [ "$1" != attest ] || { echo 'Error: cut off' >&2; exit 1; }
            exec '%s' "$@"
            """
                .formatted(Cosign.PROGRAM));
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));

    ProcessResult cutOff =
        program
            .with("FLOTILLA_COSIGN", broken.toString())
            .run("publish", "--component", "components/backend")
            .exited(1);

    assertThat(cutOff.stderr())
        .contains("backend: sign: with the key of '%s'".formatted(BACKEND))
        .containsPattern(
            "error: cannot sign '%s/%s@sha256:[0-9a-f]{64}', cosign said: cut off; publish again to continue from here\n$"
                .formatted(registry.address(), BACKEND));
    assertThat(registry.tags(BACKEND)).isEmpty();
    assertThat(publish("backend").succeeded().stderr())
        .doesNotContain("backend: sign:")
        .contains("backend: attest: built by https://flotilla.dev/machine");
    assertThat(registry.tags(BACKEND)).contains("latest");
  }

  @Test
  void provenanceIsNotDemandedOfOlderReleasesButMustBeOfItsRelease() {
    repository.commitContent("monitoring", "production", "2");
    publish("monitoring", "--version", "v1.1.0").succeeded();
    registry.push(
        MONITORING,
        "v1.0.0",
        unlike(
            registry.manifest(MONITORING, "v1.1.0"), "monitoring/v1.0.0@sha1:" + "a".repeat(40)));
    Cosign.sign(key(MONITORING), PASSWORD, at(MONITORING, "v1.0.0"));
    String warning =
        "warning: '%s' must have provenance by who has signed it, got none; it was published without, a newer version will have it\n"
            .formatted(at(MONITORING, "v1.0.0"));

    assertThat(publish("monitoring", "--rollback-to", "v1.0.0").succeeded().stderr())
        .contains(warning)
        .contains("monitoring: attest: built by https://flotilla.dev/machine");
    assertThat(publish("monitoring", "--rollback-to", "v1.1.0").succeeded().stderr())
        .doesNotContain("warning: ");
    String before = registry.digest(MONITORING, "latest-stable").orElseThrow();

    Path predicate =
        Project.write(
            FOLDER.resolve("keys/other.json"),
            """
            {"buildDefinition": {
              "buildType": "https://flotilla.dev/publish/v1",
              "externalParameters": {"revision": "monitoring/v1.0.0@sha1:%1$s"},
              "resolvedDependencies": [{"uri": "git+https://github.com/mallory/fleet", "digest": {"gitCommit": "%1$s"}}]},
             "runDetails": {"builder": {"id": "https://example.com"}}}
            """
                .formatted("b".repeat(40)));
    Cosign.attest(key(MONITORING), PASSWORD, at(MONITORING, "v1.0.0"), predicate);

    assertThat(publish("monitoring", "--rollback-to", "v1.0.0").exited(1).stderr())
        .isEqualTo(
            "error: '%s' must have provenance of 'monitoring/v1.0.0@sha1:%s of https://github.com/acme/fleet', got that of 'monitoring/v1.0.0@sha1:%s of https://github.com/mallory/fleet'; the channel stays where it is, find out who has signed that\n"
                .formatted(at(MONITORING, "v1.0.0"), "a".repeat(40), "b".repeat(40)));
    assertThat(registry.digest(MONITORING, "latest-stable")).contains(before);
  }

  private static ProcessResult publish(String component, String... options) {
    String[] command = new String[options.length + 3];
    command[0] = "publish";
    command[1] = "--component";
    command[2] = "components/" + component;
    System.arraycopy(options, 0, command, 3, options.length);
    return program.run(command);
  }

  private static Path key(String artifact) {
    return repository.keys().resolve(artifact + ".key");
  }

  private static String at(String artifact, String tag) {
    return "%s/%s@%s"
        .formatted(registry.address(), artifact, registry.digest(artifact, tag).orElseThrow());
  }

  private static JsonNode json(String text) {
    return Sandbox.json(text);
  }

  /** Returns a manifest of the same content with another revision, and so with another digest. */
  private static JsonNode unlike(JsonNode manifest, String revision) {
    ((ObjectNode) manifest.get("annotations"))
        .put("org.opencontainers.image.revision", revision)
        .put("org.opencontainers.image.title", "another");
    return manifest;
  }
}

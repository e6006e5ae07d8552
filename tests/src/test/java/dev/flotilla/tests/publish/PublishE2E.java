package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.BACKEND;
import static dev.flotilla.tests.harness.registry.FleetRepository.CERT_MANAGER;
import static dev.flotilla.tests.harness.registry.FleetRepository.FLEET;
import static dev.flotilla.tests.harness.registry.FleetRepository.FRONTEND;
import static dev.flotilla.tests.harness.registry.FleetRepository.MONITORING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.SecretScan;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each test has an artifact of its own, because all are in one registry. */
class PublishE2E {
  private static final Path FOLDER = Project.emptyFolder("publish");

  private static final FleetRepository repository = FleetRepository.ofD2(FOLDER);
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);
  private static final Program program = repository.program(registry.address());

  @Test
  void componentIsSignedBeforeItsChannelMovesAndThenNothingMoves() {
    String commit =
        repository.commit(
            "components/frontend/staging/web.yaml", Manifest.configMap("frontend", "web", "2"));

    String tag = repository.buildTag();
    ProcessResult first = publish("frontend").succeeded();

    String digest = registry.digest(FRONTEND, "latest").orElseThrow();
    String reference = registry.address() + "/" + FRONTEND + "@" + digest;
    String revision = "main@sha1:" + commit;
    assertThat(first.stdout()).isEqualTo("oci://" + reference + "\n");
    assertThat(steps(first))
        .isEqualTo(
            """
            frontend: pack: 1 file, 0.2 KiB, %s, of %s
            content: check: passed
            frontend: push: %s
            frontend: sign: with the key of '%s'
            frontend: attest: built by https://flotilla.dev/machine
            frontend: verify: has the signature that the clusters of channel 'latest' demand
            frontend: tag: %s
            frontend: channel: latest is at %s, %s
            """
                .formatted(
                    brief(registry.layer(FRONTEND, "latest")),
                    brief(revision),
                    brief(reference),
                    FRONTEND,
                    tag,
                    brief(revision),
                    brief(digest)));
    assertThat(registry.tags(FRONTEND)).containsExactly("latest", tag);
    assertThat(registry.digest(FRONTEND, tag)).contains(digest);
    assertThat(Cosign.hasSigned(repository.publicKey(FRONTEND), reference)).isTrue();
    assertThat(Cosign.hasSigned(repository.publicKey(BACKEND), reference)).isFalse();

    JsonNode manifest = registry.manifest(FRONTEND, "latest");
    assertThat(manifest.at("/annotations/org.opencontainers.image.revision").asText())
        .isEqualTo(revision);
    assertThat(manifest.at("/annotations/org.opencontainers.image.source").asText())
        .isEqualTo("https://github.com/acme/fleet");

    repository.commit("elsewhere.yaml", "new");
    ProcessResult second = publish("frontend").succeeded();

    assertThat(second.stdout()).isEqualTo(first.stdout());
    assertThat(second.stderr())
        .endsWith(
            "\nfrontend: unchanged: latest is at %s, %s\n"
                .formatted(brief(revision), brief(digest)));
    assertThat(registry.tags(FRONTEND)).hasSize(2);
    new SecretScan(FleetRepository.PASSWORD)
        .isNotIn("the output", first.output() + second.output());
    new SecretScan("s3cr3t-t0ken").isNotIn("the output", first.output() + manifest);
  }

  @Test
  void keysAreMadeOnceAndThePrivateOnesAreTheirOwnersAlone() throws IOException {
    Path key = repository.keys().resolve(FLEET + ".key");
    String made = Files.readString(key);

    assertThat(program.run("keys", "keys").succeeded().stderr())
        .isEqualTo("keys: unchanged: 5 in keys\n");
    assertThat(key).hasContent(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");

    Path elsewhere = Project.emptyFolder("publish-keys");
    Files.createDirectories(elsewhere.resolve(BACKEND).getParent());
    Files.copy(repository.publicKey(BACKEND), elsewhere.resolve(BACKEND + ".pub"));
    assertThat(program.run("keys", elsewhere.toString()).succeeded().stderr())
        .isEqualTo(
            """
            keys: created %1$s/%2$s.key and .pub
            keys: created %1$s/%3$s.key and .pub
            keys: created %1$s/%4$s.key and .pub
            keys: created %1$s/%5$s.key and .pub
            """
                .formatted(elsewhere, FLEET, CERT_MANAGER, MONITORING, FRONTEND));
    assertThat(elsewhere.resolve(BACKEND + ".key")).doesNotExist();
    assertThat(elsewhere.resolve(BACKEND + ".pub"))
        .hasSameTextualContentAs(repository.publicKey(BACKEND));
  }

  @Test
  void pushWithoutASignatureIsFinishedByTheNextRun() throws IOException {
    repository.commit(
        "components/backend/staging/api.yaml", Manifest.configMap("backend", "api", "1"));
    Path failing =
        Project.executable(
            repository.keys().resolve("cosign"),
            """
            #!/bin/sh
            [ "$1" != sign ] || { echo 'Error: no answer from the key' >&2; exit 1; }
            exec '%s' "$@"
            """
                .formatted(Cosign.PROGRAM));

    Set<String> before = registry.tags(BACKEND);
    ProcessResult interrupted =
        program
            .with("FLOTILLA_COSIGN", failing.toString())
            .run("publish", "--component", "components/backend")
            .exited(1);
    assertThat(registry.tags(BACKEND)).isEqualTo(before);
    ProcessResult next = publish("backend").succeeded();

    String pushed = next.stdout().strip().replace("oci://", "");
    assertThat(interrupted.stderr())
        .endsWith(
            "error: cannot sign '%s', cosign said: no answer from the key; publish again to continue from here\n"
                .formatted(pushed));
    assertThat(pushed).endsWith(registry.digest(BACKEND, "latest").orElseThrow());
  }

  @Test
  void channelDoesNotMoveToWhatAnotherKeyHasSigned() throws IOException {
    repository.write(
        "components/cert-manager/controllers/staging/controller.yaml",
        Manifest.configMap("cert-manager", "controller", "1"));
    repository.commit(
        "components/cert-manager/configs/staging/issuer.yaml",
        Manifest.configMap("cert-manager", "issuer", "1"));
    Path mixedUp = Project.emptyFolder("publish-mixed-up");
    Files.createDirectories(mixedUp.resolve(CERT_MANAGER).getParent());
    Files.copy(
        repository.keys().resolve(FRONTEND + ".key"), mixedUp.resolve(CERT_MANAGER + ".key"));

    ProcessResult wrong =
        program
            .run("publish", "--component", "components/cert-manager", "--keys", mixedUp.toString())
            .exited(1);
    assertThat(registry.tags(CERT_MANAGER)).isEmpty();
    publish("cert-manager").succeeded();

    assertThat(wrong.stderr())
        .endsWith(
            "error: '%s/%s@%s' must carry the signature that the clusters of channel 'latest' demand, cosign said: no matching attestations: failed to verify signature: could not verify envelope: accepted signatures do not match threshold, Found: 0, Expected 1; the channel stays where it is, sign it with the private key of the clusters' public one\n"
                .formatted(
                    registry.address(),
                    CERT_MANAGER,
                    registry.digest(CERT_MANAGER, "latest").orElseThrow()));
  }

  @Test
  void fleetIsWhatASynthWrites() throws IOException {
    program.with("JSII_NODE", "/no/node").run("publish").succeeded();
    program.run("synth").succeeded();

    Path packed = FOLDER.resolve("registry.tgz");
    Files.write(packed, registry.blob(FLEET, registry.layer(FLEET, "latest")));
    String files =
        ProcessStarter.of("tar", "--list", "--gzip", "--file", packed.toString())
            .run()
            .succeeded()
            .stdout();
    Path synthesized = FOLDER.resolve("cdktf.out/fleet");
    assertThat(files.lines())
        .containsExactlyElementsOf(
            Project.files(synthesized).stream()
                .map(file -> synthesized.relativize(file).toString())
                .sorted()
                .toList())
        .contains("clusters/staging/flux-system/cosign-key.yaml", "tenants/prod-eu/frontend.yaml");
    assertThat(program.run("publish").succeeded().stderr())
        .contains("fleet: unchanged: latest is at");
  }

  @Test
  void uncommittedChangesArePublishedUnderATagOfTheirOwnAndNeverReleased() {
    String file = "components/backend/staging/api.yaml";
    String commit = repository.commit(file, Manifest.configMap("backend", "api", "committed"));
    String tag = repository.buildTag();
    repository.write(file, Manifest.configMap("backend", "api", "change 2"));
    publish("backend").succeeded();
    repository.write(file, Manifest.configMap("backend", "api", "change 3"));
    publish("backend").succeeded();

    assertThat(registry.tags(BACKEND))
        .filteredOn(name -> name.startsWith(tag + "-dirty-"))
        .hasSize(2);
    assertThat(
            registry
                .manifest(BACKEND, "latest")
                .at("/annotations/org.opencontainers.image.revision")
                .asText())
        .isEqualTo("main@sha1:" + commit + "+dirty");
    assertThat(
            program
                .run("publish", "--component", "components/backend", "--version", "v1.0.0")
                .exited(1)
                .stderr())
        .isEqualTo(
            "error: a release must be built from a commit, got uncommitted changes in '%s'; commit or stash them\n"
                .formatted(FOLDER.resolve("components/backend")));
    repository.git("checkout", "--quiet", ".");
  }

  @Test
  void usesTheLoginsOfDocker() throws IOException {
    Path folder = Project.emptyFolder("publish-closed");
    Files.createDirectories(folder.resolve("docker"));
    Path credentials = folder.resolve("docker/config.json");
    try (TestRegistry closed = TestRegistry.closed(folder)) {
      Program loggedIn =
          repository
              .program(closed.address())
              .with("DOCKER_CONFIG", credentials.getParent().toString());

      assertThat(loggedIn.run("publish", "--component", "components/frontend").exited(1).stderr())
          .endsWith(
              "error: registry '%1$s' refused the pull of 'oci://%1$s/%2$s' (401); log in with an account that may pull: docker login %1$s\n"
                  .formatted(closed.address(), FRONTEND));
      Files.writeString(
          credentials,
          "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}"
              .formatted(
                  closed.address(),
                  Base64.getEncoder().encodeToString(TestRegistry.USER.getBytes(UTF_8))));
      ProcessResult published =
          loggedIn.run("publish", "--component", "components/frontend").succeeded();

      assertThat(closed.tags(FRONTEND)).contains("latest");
      new SecretScan("tR5zWq8nLk3M").isNotIn("the output", published.output());
    }
  }

  private static ProcessResult publish(String component) {
    return program.run("publish", "--component", "components/" + component);
  }

  private static String brief(String text) {
    return text.replaceFirst("(sha(1|256):.{8}).*", "$1");
  }

  /** Returns the progress without how long it took. */
  private static String steps(ProcessResult result) {
    return result.stderr().replaceAll(" \\([0-9.]+ s\\)", "");
  }
}

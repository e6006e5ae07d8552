package dev.flotilla.main.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.main.publish.RenderedFleets;
import dev.flotilla.main.publish.content.PackedFile;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.git.TestRepository;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks in a team's repository, which has no sources of a fleet. */
class DescribedFleetTest {
  private static final String PROBLEM =
      "components/frontend/production: production: an artifact must have the folder that its clusters apply, got no 'production'; create it with a kustomization.yaml\n";

  private static final String CONTENT =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: web}, data: {c: '${CLUSTER_NAME}'}}";

  private static final String REFUSED =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata: {name: foreign}
      spec: {interval: 10m, url: 'oci://registry.example.org/web', ref: {tag: 1.0.0}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
        - {name: web, image: 'ghcr.io/acme/web:1.0.0', securityContext: {privileged: true}}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: web}
      data: {cluster: '${CLUSTER_NAME}-${UNKNOWN}'}
      """;

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private MemoryRegistry registry;
  private TestRepository repository;
  private String address = "";

  @BeforeEach
  void begin() throws IOException {
    repository = new TestRepository(folder);
    repository.write("fleet.json", descriptor());
    repository.commit("components/frontend/staging/web.yaml", CONTENT);
    registry = new MemoryRegistry();
    address = "oci://" + registry.address() + "/acme/apps/web";
    terminal.environment().put("PATH", System.getenv("PATH"));
  }

  @AfterEach
  void end() {
    registry.close();
  }

  @Test
  void checksForTheFleetOfAFile() {
    assertThat(run("check --fleet fleet.json")).isEqualTo(2);
    assertThat(terminal.data()).isEqualTo(PROBLEM);
  }

  /** Labels, policies, sources and variables are those of the fleet. */
  @Test
  void findsTheSameAsWithTheSourcesOfTheFleet() {
    for (String environment : List.of("staging", "production")) {
      repository.commit("components/frontend/" + environment + "/web.yaml", REFUSED);
    }
    Terminal sources = new Terminal();
    sources.environment().putAll(terminal.environment());

    assertThat(sources.run(folder, "check")).isEqualTo(2);
    assertThat(run("check --fleet fleet.json")).isEqualTo(2);
    assertThat(terminal.data())
        .isEqualTo(sources.data())
        .contains("flux-tenant-sources", "privileged", "UNKNOWN");
    assertThat(withoutTime(terminal.errors())).isEqualTo(withoutTime(sources.errors()));
  }

  @Test
  void rendersForTheFleetThatIsNamed() {
    Terminal sources = new Terminal();
    sources.environment().putAll(terminal.environment());

    assertThat(sources.run(folder, "render staging frontend")).isZero();
    assertThat(run("render --fleet fleet.json staging frontend")).isZero();
    assertThat(terminal.data())
        .isEqualTo(sources.data())
        .startsWith("---\n# components/frontend/staging/web.yaml\n")
        .contains("\n  c: staging\n");
  }

  /** fleet.json has a part of the fleet's own objects only, which would be taken for all. */
  @Test
  void rendersAllFoldersAndNothingOfTheFleetWithoutItsSources() {
    publish("fleet.json", descriptor(), "latest");

    assertThat(run("render --fleet-signer nobody --fleet " + address + " staging")).isZero();
    assertThat(terminal.data().lines().filter(line -> line.startsWith("# ")))
        .containsExactly("# components/frontend/staging/web.yaml");
    assertError(
        "render --fleet fleet.json stagin", "unknown cluster 'stagin'; did you mean 'staging'?");
  }

  @Test
  void saysThatAClusterAppliesNothingOfTheFolders() {
    assertThat(run("render --fleet fleet.json update")).isZero();
    assertThat(terminal.data()).isEmpty();
    assertThat(terminal.errors())
        .isEqualTo(
            "render: cluster 'update' applies nothing of '%s/components'\n".formatted(folder));
  }

  private static String withoutTime(String text) {
    return text.replaceAll(" \\([0-9.]+ s\\)", "");
  }

  @Test
  void checksForTheFleetThatTheEnvironmentNames() {
    terminal.environment().put("FLOTILLA_FLEET", "fleet.json");

    assertThat(run("check components/frontend")).isEqualTo(2);
    assertThat(terminal.data()).isEqualTo(PROBLEM);
  }

  @Test
  void checksForTheFleetOfAnArtifact() {
    publish("fleet.json", descriptor(), "latest");

    assertThat(run("check --fleet-signer nobody --fleet " + address)).isEqualTo(2);
    assertThat(terminal.data()).isEqualTo(PROBLEM);
    assertThat(terminal.errors()).startsWith("fleet: pull: main@sha1:01234567, sha256:");
  }

  @Test
  void takesTheTagOrDigestThatIsNamed() {
    String digest = publish("fleet.json", descriptor(), "canary");

    assertThat(run("check --fleet-signer nobody --fleet " + address + ":canary")).isEqualTo(2);
    assertThat(run("check --fleet-signer nobody --fleet " + address + "@" + digest)).isEqualTo(2);
    assertThat(terminal.data()).isEqualTo(PROBLEM + PROBLEM);
    assertError(
        "check --fleet-signer nobody --fleet " + address,
        "a fleet artifact must be at 'latest' of '%s', got none; publish the fleet, or name another tag after ':'"
            .formatted(address));
  }

  @Test
  void takesNoArtifactWithoutItsSigner() {
    publish("fleet.json", descriptor(), "latest");

    assertError(
        "check --fleet " + address,
        "the signer of '%s' must be known before it is used, got none; set --fleet-signer to who signs it, such as 'acme/fleet/.github/workflows/push-artifact.yaml@refs/heads/main', or to 'nobody' if clusters verify nothing"
            .formatted(address));
  }

  @Test
  void asksForANewerFleetIfItsArtifactHasNoDescriptor() {
    String digest = publish("clusters/staging/a.yaml", "a: b", "latest");

    assertError(
        "check --fleet-signer nobody --fleet " + address,
        "a fleet artifact must have the file 'fleet.json', got none in '%s@%s'; publish the fleet with a newer Flotilla"
            .formatted(address, digest.substring(0, "sha256:".length() + 8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "acme/fleet/.github/workflows/push.yaml@main", "none.pub"})
  void refusesSignersThatAreNone(String signer) {
    assertError(
        "check --fleet-signer " + signer + " --fleet " + address,
        "--fleet-signer must be a workflow such as 'acme/fleet/.github/workflows/push-artifact.yaml@refs/heads/main', the subject of another identity, a file with public keys or 'nobody', got '%s'; 'flotilla list --artifacts' prints it where the fleet is"
            .formatted(signer));
  }

  @Test
  void namesTheFileThatIsNotThere() {
    assertError(
        "check --fleet none.json",
        "--fleet must name a file that you can read, or the address of a fleet artifact such as 'oci://ghcr.io/acme/fleet', got 'none.json'; correct it");
    assertError(
        "check --fleet oci://Ghcr.io/ACME",
        "--fleet: an OCI URL must look like 'oci://registry.example.com/team/name', without tag or digest, got 'oci://Ghcr.io/ACME'; write 'oci://ghcr.io/acme'; correct it");
  }

  private void assertError(String line, String message) {
    Terminal other = new Terminal();
    other.environment().putAll(terminal.environment());
    assertThat(other.run(folder, line, DescribedFleetTest::none)).isEqualTo(1);
    assertThat(other.errors()).endsWith("error: " + message + "\n");
    assertThat(other.data()).isEmpty();
  }

  private int run(String line) {
    return terminal.run(folder, line, DescribedFleetTest::none);
  }

  private static Fleet none() {
    throw new Failure("nothing asks for a fleet's sources");
  }

  private static String descriptor() {
    return RenderedFleets.example().descriptor().toJson();
  }

  private String publish(String file, String text, String tag) {
    PackedFolder packed =
        PackedFolder.of(folder, List.of(new PackedFile(file, false, text.getBytes(UTF_8))));
    ArtifactManifest manifest =
        ArtifactManifest.of(
            packed, Instant.EPOCH, "main@sha1:" + "01234567".repeat(5), Optional.empty());
    ArtifactRegistry client = registry.client(TimeLimits.PUBLISH);
    client.push(packed, manifest);
    client.tag(manifest, tag);
    return manifest.digest();
  }
}

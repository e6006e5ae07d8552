package dev.flotilla.main.publish.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.TestArtifacts;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.report.Failure;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {
  private static final String COMMIT = "206517c2".repeat(5);
  private static final String DIGEST = "ab".repeat(32);
  private static final ChannelArtifact WEB = TestArtifacts.web();

  private static final BuildRun RUN =
      new BuildRun(
          "https://github.com/acme/apps/.github/workflows/push-web.yaml@refs/heads/main",
          "https://github.com/acme/apps/actions/runs/9/attempts/1");

  private static final Provenance BUILT = Provenance.of(manifest("main@sha1:" + COMMIT), RUN);

  @Test
  void namesWhatWasBuiltFromWhatAndByWhom() {
    assertThat(BUILT.predicate(WEB, "latest", Optional.empty()))
        .isEqualToIgnoringWhitespace(
            """
            {"buildDefinition": {
              "buildType": "https://flotilla.dev/publish/v1",
              "externalParameters": {"artifact": "web", "channel": "latest", "revision": "main@sha1:%1$s"},
              "resolvedDependencies": [
                {"uri": "git+https://github.com/acme/apps", "digest": {"gitCommit": "%1$s"}}]},
             "runDetails": {
              "builder": {"id": "https://github.com/acme/apps/.github/workflows/push-web.yaml@refs/heads/main"},
              "metadata": {"invocationId": "https://github.com/acme/apps/actions/runs/9/attempts/1"}}}
            """
                .formatted(COMMIT));
  }

  @Test
  void provenanceOfAMachineNamesNoRunAndWhatIsInNoCommitIsMarked() {
    Provenance built =
        Provenance.of(
            ArtifactManifest.parse(
                "{\"annotations\": {\"org.opencontainers.image.revision\": \"main@sha1:%s+dirty\"}}"
                    .formatted(COMMIT),
                Failure::new),
            new BuildRun(BuildRun.MACHINE, ""));

    assertThat(built.predicate(WEB, "latest", Optional.empty()))
        .contains(
            "{\"digest\":{\"gitCommit\":\"%s\"},\"annotations\":{\"dirty\":true}}"
                .formatted(COMMIT))
        .endsWith("\"runDetails\":{\"builder\":{\"id\":\"https://flotilla.dev/machine\"}}}");
  }

  @Test
  void provenanceOfARollbackNamesTheReleaseThatItIsMadeFrom() {
    PublishedDigest release = new PublishedDigest(WEB, "sha256:" + DIGEST);

    assertThat(BUILT.predicate(WEB, "latest-stable", Optional.of(release)))
        .contains(
            ",{\"uri\":\"oci://ghcr.io/acme/apps/web@sha256:%1$s\",\"digest\":{\"sha256\":\"%1$s\"}}]"
                .formatted(DIGEST));
  }

  @Test
  void provenanceIsReadAsItWasWritten() {
    String predicate = BUILT.predicate(WEB, "latest", Optional.empty());

    assertThat(Provenance.read(envelope(DIGEST, predicate), "sha256:" + DIGEST))
        .containsExactly(BUILT);
  }

  @Test
  void namesARepositoryOnTheMachineByAUriToo() {
    Provenance local = new Provenance(BUILT.revision(), COMMIT, "/srv/git/apps", RUN.builder(), "");
    String predicate = local.predicate(WEB, "latest", Optional.empty());

    assertThat(predicate).contains("\"uri\":\"git+file:///srv/git/apps\"");
    assertThat(Provenance.read(envelope(DIGEST, predicate), "sha256:" + DIGEST))
        .containsExactly(local);
  }

  @Test
  void provenanceOfAnotherArtifactOrAnotherToolIsLeftOut() {
    String predicate = BUILT.predicate(WEB, "latest", Optional.empty());
    String other = predicate.replace("flotilla.dev/publish/v1", "actions.github.io/workflow/v1");

    assertThat(
            Provenance.read(
                envelope("cd".repeat(32), predicate) + "\n" + envelope(DIGEST, other) + "\n",
                "sha256:" + DIGEST))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no JSON", "{\"payload\": \"%\"}", "{\"payload\": \"bm8=\"}"})
  void refusesWhatIsNoAttestation(String line) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> Provenance.read(line, "sha256:" + DIGEST))
        .withMessageMatching(
            "cosign must print attestations as JSON, got something else( at 'payload')?; remove that attestation from the registry");
  }

  private static ArtifactManifest manifest(String revision) {
    return ArtifactManifest.parse(
        """
        {"annotations": {
          "org.opencontainers.image.revision": "%s",
          "org.opencontainers.image.source": "https://github.com/acme/apps"}}
        """
            .formatted(revision),
        Failure::new);
  }

  /** As cosign prints it. */
  private static String envelope(String digest, String predicate) {
    String statement =
        "{\"subject\": [{\"digest\": {\"sha256\": \"%s\"}}], \"predicate\": %s}"
            .formatted(digest, predicate);
    return "{\"payload\": \"%s\"}"
        .formatted(Base64.getEncoder().encodeToString(statement.getBytes(UTF_8)));
  }
}

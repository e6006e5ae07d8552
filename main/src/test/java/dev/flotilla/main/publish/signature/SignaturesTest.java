package dev.flotilla.main.publish.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.publish.TestArtifacts;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
  private static final Verification WORKFLOW =
      Verification.gitHubActions("acme/fleet", "push-artifact.yaml", GitRef.branch("main"));
  private static final Verification KEY =
      Verification.publicKey("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n");

  @TempDir Path keys;

  @Test
  void signaturesOfAWorkflowArePossibleOnGitHub() {
    Map<String, String> job = Map.of("ACTIONS_ID_TOKEN_REQUEST_URL", "https://pipelines.example");

    assertThatCode(
            () -> signatures(WORKFLOW, job, Optional.empty()).requirePossible(List.of(WORKFLOW)))
        .doesNotThrowAnyException();
    assertRefused(
        () -> signatures(WORKFLOW, Map.of(), Optional.empty()).requirePossible(List.of(WORKFLOW)),
        "'acme/fleet' must be signed by the workflow 'push-artifact.yaml' of 'acme/fleet', which runs on GitHub only, got no ACTIONS_ID_TOKEN_REQUEST_URL; publish it there with 'permissions: id-token: write', or to a mirror with keys of its own");
  }

  @Test
  void signaturesOfAWorkflowAreRefusedInAnotherWorkflow() {
    Map<String, String> job =
        Map.of(
            "ACTIONS_ID_TOKEN_REQUEST_URL",
            "https://pipelines.example",
            "GITHUB_WORKFLOW_REF",
            "acme/fleet/.github/workflows/test.yaml@refs/heads/main");

    assertRefused(
        () -> signatures(WORKFLOW, job, Optional.empty()).requirePossible(List.of(WORKFLOW)),
        "'acme/fleet' must be signed by 'push-artifact.yaml' of 'acme/fleet' at 'refs/heads/main', got 'acme/fleet/.github/workflows/test.yaml@refs/heads/main'; run that workflow there, for a rollback on the tag of a release");
  }

  @Test
  void signaturesOfAnotherIdentityArePossibleWithItsToken() {
    Verification pipeline =
        Verification.identities(
            "https://gitlab.com", "https://gitlab.com/acme/fleet//.gitlab-ci.yml@refs/heads/main");

    assertThatCode(
            () ->
                signatures(pipeline, Map.of("SIGSTORE_ID_TOKEN", "token"), Optional.empty())
                    .requirePossible(List.of(pipeline)))
        .doesNotThrowAnyException();
    assertRefused(
        () -> signatures(pipeline, Map.of(), Optional.empty()).requirePossible(List.of(pipeline)),
        "'acme/fleet' must be signed by '^https://gitlab\\.com/acme/fleet//\\.gitlab-ci\\.yml@refs/heads/main$', got no SIGSTORE_ID_TOKEN; publish it where that identity runs, with a token for the audience 'sigstore' in that variable, or to a mirror with keys of its own");
  }

  @Test
  void signaturesWithAKeyArePossibleWhereItsFileIs() throws IOException {
    Files.createDirectory(keys.resolve("acme"));
    Signatures signatures = signatures(KEY, Map.of(), Optional.of(keys));
    assertRefused(
        () -> signatures.requirePossible(List.of(KEY)),
        "the private key of 'acme/fleet' must be a file, got '%s'; copy it there, or publish from the machine that has it"
            .formatted(keys.resolve("acme/fleet.key")));

    Files.writeString(keys.resolve("acme/fleet.key"), "private");

    assertThatCode(() -> signatures.requirePossible(List.of(KEY))).doesNotThrowAnyException();
    assertRefused(
        () -> signatures(KEY, Map.of(), Optional.empty()).requirePossible(List.of(KEY)),
        "'acme/fleet' must be signed with its private key, got none; set --keys, or FLOTILLA_MIRROR_KEYS for a mirror, to the folder with 'acme/fleet.key'");
  }

  @Test
  void signaturesAreNotDemandedWithoutASigner() {
    Signatures signatures = signatures(Verification.none(), Map.of(), Optional.empty());
    PublishedDigest reference =
        new PublishedDigest(TestArtifacts.fleet(Verification.none()), "sha256:ab");

    assertThat(signatures.missing(reference)).isEmpty();
    assertThat(signatures.verify(reference, "latest"))
        .isEqualTo("the clusters of channel 'latest' demand no signature");
  }

  private static Signatures signatures(
      Verification rule, Map<String, String> environment, Optional<Path> keys) {
    return new Signatures(
        TestArtifacts.fleet(rule),
        () -> {
          throw new AssertionError("cosign is not needed");
        },
        environment,
        keys);
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatExceptionOfType(Failure.class).isThrownBy(action::run).withMessage(message);
  }
}

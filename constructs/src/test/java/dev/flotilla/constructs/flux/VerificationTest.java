package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.constructs.kubernetes.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
  private static final String SUBJECT =
      "https://github.com/acme/my.fleet/.github/workflows/push.yaml@refs/heads/main";

  @Test
  void gitHubActionsIsOneCosignIdentityWithEscapedAndAnchoredExpressions() {
    assertThat(verification("acme/my.fleet").toSpec())
        .contains(
            Map.of(
                "provider",
                "cosign",
                "matchOIDCIdentity",
                List.of(
                    Map.of(
                        "issuer",
                        "^https://token\\.actions\\.githubusercontent\\.com$",
                        "subject",
                        "^https://github\\.com/acme/my\\.fleet/\\.github/workflows/push\\.yaml@refs/heads/main$"))));
  }

  @Test
  void subjectMatchesTheWorkflowsRunsOnTheBranch() {
    assertThat(SUBJECT).containsPattern(subject());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/my-fleet/.github/workflows/push.yaml@refs/heads/main",
        "https://github.com/acme/my.fleet/.github/workflows/push-yaml@refs/heads/main",
        "https://github.com/acme/my.fleet/.github/workflows/push.yaml@refs/heads/main2",
        "https://github.com/acme/my.fleet/.github/workflows/push.yaml@refs/tags/v1.0.0",
        "https://example.com/https://github.com/acme/my.fleet/.github/workflows/push.yaml@refs/heads/main",
      })
  void subjectMatchesNothingElse(String other) {
    assertThat(other).doesNotContainPattern(subject());
  }

  @Test
  void literalEscapesEveryMetacharacterOfRe2() {
    assertThat(Regex.literal("\\.+*?()|[]{}^$-/@"))
        .isEqualTo("\\\\\\.\\+\\*\\?\\(\\)\\|\\[\\]\\{\\}\\^\\$-/@");
  }

  @Test
  void publicKeyIsASecretBesideTheSource() {
    Verification verification = Verification.publicKey(Fixtures.KEY);

    assertThat(verification.toSpec())
        .contains(Map.of("provider", "cosign", "secretRef", Map.of("name", "cosign-key")));
    assertThat(Yaml.write(verification.secret("web").orElseThrow().toMap()))
        .isEqualTo(
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: cosign-key
              namespace: web
            type: Opaque
            stringData:
              cosign.pub: |
                -----BEGIN PUBLIC KEY-----
                MFkw
                -----END PUBLIC KEY-----
            """);
  }

  @Test
  void anyOfSeveralPublicKeysFits() {
    String next = Fixtures.KEY.replace("MFkw", "MFkx");

    assertThat(Verification.publicKey(Fixtures.KEY + "\n" + next).secret("web"))
        .map(secret -> secret.body().get("stringData"))
        .contains(Map.of("cosign.pub", Fixtures.KEY, "cosign-1.pub", next));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nabc\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----\nMFkw\n",
        "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\nabc",
      })
  void refusesWhatIsNoPublicKeyWithoutShowingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Verification.publicKey(text))
        .withMessage(
            "a key that verifies signatures must be PEM text, from '-----BEGIN PUBLIC KEY-----' to '-----END PUBLIC KEY-----'");
  }

  @Test
  void noneAsksForNoSignature() {
    assertThat(Verification.none().toSpec()).isEmpty();
    assertThat(Verification.none().secret("web")).isEmpty();
    assertThat(verification("acme/fleet").secret("web")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acme", "acme/a/b", "acme/a b", "https://github.com/acme/a"})
  void refusesMalformedRepository(String repository) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> verification(repository))
        .withMessage(
            "the repository of a signing workflow must be 'owner/name', got '" + repository + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "push", "push.yaml@main", ".github/workflows/push.yaml"})
  void refusesMalformedWorkflow(String workflow) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Verification.gitHubActions("acme/fleet", workflow, GitRef.semverTags()))
        .withMessage(
            "a signing workflow must be a file name such as 'push-artifact.yaml', got '"
                + workflow
                + "'");
  }

  private static Verification verification(String repository) {
    return Verification.gitHubActions(repository, "push.yaml", GitRef.branch("main"));
  }

  private static String subject() {
    Map<String, Object> spec = verification("acme/my.fleet").toSpec().orElseThrow();
    Map<?, ?> identity = (Map<?, ?>) ((List<?>) spec.get("matchOIDCIdentity")).get(0);
    return (String) identity.get("subject");
  }
}

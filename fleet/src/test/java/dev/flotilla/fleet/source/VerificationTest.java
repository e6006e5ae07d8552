package dev.flotilla.fleet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.fixture.Bootstraps;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.fleet.kubernetes.Yaml;
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
  void subjectMatchesNoOtherWorkflowOrRef(String other) {
    assertThat(other).doesNotContainPattern(subject());
  }

  @Test
  void identitiesAreOneEntryWithAnchoredAlternatives() {
    String main = "https://gitlab.com/acme/fleet//.gitlab-ci.yml@refs/heads/main";

    assertThat(Verification.identities("https://gitlab.com", main, "ci@acme.example").toSpec())
        .contains(
            keyless(
                "^https://gitlab\\.com$",
                "^(https://gitlab\\.com/acme/fleet//\\.gitlab-ci\\.yml@refs/heads/main|ci@acme\\.example)$"));
    assertThat(Verification.identities("https://gitlab.com", main).toSpec())
        .contains(
            keyless(
                "^https://gitlab\\.com$",
                "^https://gitlab\\.com/acme/fleet//\\.gitlab-ci\\.yml@refs/heads/main$"));
  }

  @Test
  void severalIdentitiesAreOneEntrySoThatAnyOfThemMaySign() {
    KeylessVerification next = Verification.identities("https://gitlab.com", "ci@acme.example");
    KeylessVerification both = Verification.anyOf(verification("acme/my.fleet"), next);

    assertThat(both.toSpec())
        .contains(
            keyless(
                "^(https://token\\.actions\\.githubusercontent\\.com|https://gitlab\\.com)$",
                "^(https://github\\.com/acme/my\\.fleet/\\.github/workflows/push\\.yaml@refs/heads/main|ci@acme\\.example)$"));
    assertThat(SUBJECT).matches(both.subject());
    assertThat("ci@acme.example").matches(both.subject());
    assertThat("xci@acme.example").doesNotMatch(both.subject());
    assertThat(SUBJECT + "2").doesNotContainPattern(both.subject());
    assertThat(both.workflows()).containsExactly(verification("acme/my.fleet"));
  }

  @Test
  void anyOfRefusesKeysAndAnEmptyList() {
    Verification key = Verification.publicKey(Bootstraps.KEY);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Verification.anyOf(verification("acme/fleet"), key))
        .withMessage(
            "anyOf must have only signers with identities, got a key; list several keys in one Verification.publicKey");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Verification.anyOf(Verification.none()))
        .withMessage(
            "anyOf must have only signers with identities, got no signature; list several keys in one Verification.publicKey");
    assertThatIllegalArgumentException()
        .isThrownBy(Verification::anyOf)
        .withMessage("anyOf must have at least one signer, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Verification.anyOf(verification("acme/fleet").trusting(Sigstores.of("a.example"))))
        .withMessage(
            "anyOf must have signers of one Sigstore, because a source has one trusted root, got a signer with its own; set the Sigstore for all of them, with anyOf(…).trusting(…)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Verification.identities("https://gitlab.com"))
        .withMessage("a signature without a key must have at least one subject, got none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "gitlab.com", "http://gitlab.com", "https://", "https://a@b.c", "a b"})
  void refusesAnIssuerThatIsNotAnHttpsUrl(String issuer) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Verification.identities(issuer, "ci@acme.example"))
        .withMessage(
            "the issuer of a signing identity must be an https URL such as 'https://gitlab.com', got '%s'",
            issuer);
  }

  @Test
  void refusesASubjectWithSpaces() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Verification.identities("https://gitlab.com", "a b"))
        .withMessage(
            "the subject of a signing identity must be a URL or a mail address without spaces, got 'a b'; copy it from the certificate of a signature");
  }

  private static Map<String, Object> keyless(String issuer, String subject) {
    return Map.of(
        "provider",
        "cosign",
        "matchOIDCIdentity",
        List.of(Map.of("issuer", issuer, "subject", subject)));
  }

  @Test
  void literalEscapesEveryMetacharacterOfRe2() {
    assertThat(Regex.literal("\\.+*?()|[]{}^$-/@"))
        .isEqualTo("\\\\\\.\\+\\*\\?\\(\\)\\|\\[\\]\\{\\}\\^\\$-/@");
  }

  @Test
  void publicKeyIsASecretBesideTheSource() {
    Verification verification = Verification.publicKey(Bootstraps.KEY);

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
    String next = Bootstraps.KEY.replace("MFkw", "MFkx");

    assertThat(Verification.publicKey(Bootstraps.KEY + "\n" + next).secret("web"))
        .map(secret -> secret.body().get("stringData"))
        .contains(Map.of("cosign.pub", Bootstraps.KEY, "cosign-1.pub", next));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nabc\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----\nMFkw\n",
        "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\nabc",
      })
  void refusesMalformedPublicKeyWithoutPrintingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Verification.publicKey(text))
        .withMessage(
            "a key that verifies signatures must be PEM text, from '-----BEGIN PUBLIC KEY-----' to '-----END PUBLIC KEY-----'");
  }

  @Test
  void verificationNoneDemandsNoSignature() {
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

  private static Verification.GitHubActions verification(String repository) {
    return new Verification.GitHubActions(repository, "push.yaml", GitRef.branch("main"));
  }

  private static String subject() {
    Map<String, Object> spec = verification("acme/my.fleet").toSpec().orElseThrow();
    Map<?, ?> identity = (Map<?, ?>) ((List<?>) spec.get("matchOIDCIdentity")).get(0);
    return (String) identity.get("subject");
  }

  @Test
  void signerIsShownAsPeopleWriteIt() {
    KeylessVerification push =
        Verification.gitHubActions("acme/apps", "push-web.yaml", GitRef.branch("main"));
    KeylessVerification gitLab =
        Verification.identities("https://gitlab.com", "https://gitlab.com/acme/web");

    assertThat(push.signer())
        .isEqualTo("acme/apps/.github/workflows/push-web.yaml@refs/heads/main");
    assertThat(Verification.anyOf(push, gitLab).signer())
        .isEqualTo(push.signer() + " or ^https://gitlab\\.com/acme/web$");
    assertThat(Verification.publicKey(Bootstraps.KEY).signer()).isEqualTo("key cosign-key");
    assertThat(Verification.none().signer()).isEqualTo("not verified");
  }
}

package dev.flotilla.fleet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactSignerTest {
  private static final String WORKFLOWS = "https://github.com/acme/apps/.github/workflows/";
  private static final GitRef MAIN = GitRef.branch("main");
  private static final GitRef RELEASES = GitRef.semverTags("frontend");
  private static final String KEY = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";
  private static final String OTHER_KEY =
      "-----BEGIN PUBLIC KEY-----\nMFkx\n-----END PUBLIC KEY-----\n";

  private final ArtifactSigner gitHub = ArtifactSigner.gitHubActions("acme/apps");
  private final ArtifactSigner shared = ArtifactSigner.sharedWorkflow("acme/apps");

  @Test
  void eachArtifactHasWorkflowsOfItsOwn() {
    assertThat(WORKFLOWS + "push-frontend.yaml@refs/heads/main").matches(subject(gitHub, MAIN));
    assertThat(WORKFLOWS + "release-frontend.yaml@refs/tags/frontend/v1.2.3")
        .matches(subject(gitHub, RELEASES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/mallory/apps/.github/workflows/push-frontend.yaml@refs/heads/main",
        "https://github.com/acme/apps/.github/workflows/push-backend.yaml@refs/heads/main",
        "https://github.com/acme/apps/.github/workflows/test.yaml@refs/heads/main",
        "https://github.com/acme/apps/.github/workflows/push-frontend.yaml@refs/heads/main2",
        "https://github.com/acme/apps/.github/workflows/push-frontend.yaml@refs/tags/frontend/v1.2.3",
        "https://github.com/acme/apps/.github/workflows/push-frontend.yaml@refs/pull/1/merge",
      })
  void nobodyElseSignsWhatABranchBuilds(String other) {
    assertThat(other).doesNotMatch(subject(gitHub, MAIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/mallory/apps/.github/workflows/release-frontend.yaml@refs/tags/frontend/v1.2.3",
        "https://github.com/acme/apps/.github/workflows/release-backend.yaml@refs/tags/frontend/v1.2.3",
        "https://github.com/acme/apps/.github/workflows/release-frontend.yaml@refs/tags/backend/v1.2.3",
        "https://github.com/acme/apps/.github/workflows/release-frontend.yaml@refs/tags/v1.2.3",
        "https://github.com/acme/apps/.github/workflows/release-frontend.yaml@refs/tags/frontend/v1.2.3-rc.1",
        "https://github.com/acme/apps/.github/workflows/release-frontend.yaml@refs/tags/frontend/../backend/v1.2.3",
        "https://github.com/acme/apps/.github/workflows/release-frontend.yaml@refs/heads/main",
      })
  void nobodyElseSignsReleases(String other) {
    assertThat(other).doesNotMatch(subject(gitHub, RELEASES));
  }

  @Test
  void pinnedReleaseIsSignedAtItsTagOnly() {
    String pinned = subject(gitHub, GitRef.tag("frontend/v1.2.3"));

    assertThat(WORKFLOWS + "release-frontend.yaml@refs/tags/frontend/v1.2.3").matches(pinned);
    assertThat(WORKFLOWS + "release-frontend.yaml@refs/tags/frontend/v1.2.30").doesNotMatch(pinned);
    assertThat(WORKFLOWS + "release-frontend.yaml@refs/tags/frontend/v1x2x3").doesNotMatch(pinned);
  }

  @ParameterizedTest
  @CsvSource({"frontend", "backend"})
  void sharedWorkflowSignsEveryArtifactOfABranch(String artifact) {
    assertThat(WORKFLOWS + "push-artifact.yaml@refs/heads/main")
        .matches(subject(shared.verification(artifact, MAIN)));
  }

  @Test
  void sharedWorkflowDistinguishesReleasesByTheirTags() {
    assertThat(WORKFLOWS + "release-artifact.yaml@refs/tags/frontend/v1.2.3")
        .matches(subject(shared, RELEASES));
    assertThat(WORKFLOWS + "release-artifact.yaml@refs/tags/backend/v1.2.3")
        .doesNotMatch(subject(shared, RELEASES));
  }

  @Test
  void publicKeyIsThatOfTheArtifact() {
    ArtifactSigner signer = ArtifactSigner.publicKeys(keys("frontend", KEY, "backend", OTHER_KEY));

    assertThat(signer.verification("frontend", MAIN)).isEqualTo(Verification.publicKey(KEY));
    assertThat(signer.verification("backend", RELEASES))
        .isEqualTo(Verification.publicKey(OTHER_KEY));
  }

  @Test
  void gitLabSignsByThePipelineOfTheProjectAtTheRef() {
    ArtifactSigner gitLab = ArtifactSigner.gitLab("acme/platform/apps");
    String pipeline = "https://gitlab.com/acme/platform/apps//.gitlab-ci.yml@";

    assertThat(pipeline + "refs/heads/main").matches(subject(gitLab, MAIN));
    assertThat(pipeline + "refs/heads/mallory").doesNotMatch(subject(gitLab, MAIN));
    assertThat(pipeline + "refs/tags/frontend/v1.2.3").matches(subject(gitLab, RELEASES));
    assertThat("https://gitlab.com/mallory/apps//.gitlab-ci.yml@refs/heads/main")
        .doesNotMatch(subject(gitLab, MAIN));
  }

  @Test
  void pinnedWorkflowSignsAtItsCommitForAnyRef() {
    String commit = "0123456789abcdef0123456789abcdef01234567";
    ArtifactSigner signer = ArtifactSigner.pinnedWorkflow("acme/workflows", "publish.yaml", commit);
    String file = "https://github.com/acme/workflows/.github/workflows/publish.yaml@";

    assertThat(file + commit).matches(subject(signer, MAIN)).matches(subject(signer, RELEASES));
    assertThat(file + "refs/heads/main").doesNotMatch(subject(signer, MAIN));
    assertThat(file + commit.replace('0', '1')).doesNotMatch(subject(signer, MAIN));
  }

  @Test
  void identitiesFillInTheArtifactAndTheRef() {
    ArtifactSigner signer =
        ArtifactSigner.identities(
            "https://oidc.acme.example", "spiffe://acme.example/ci/{artifact}@{ref}");

    assertThat("spiffe://acme.example/ci/frontend@refs/heads/main").matches(subject(signer, MAIN));
    assertThat("spiffe://acme.example/ci/backend@refs/heads/main")
        .doesNotMatch(subject(signer, MAIN));
    assertThat("spiffe://acme.example/ci/frontend@refs/tags/frontend/v1.2.3")
        .matches(subject(signer, RELEASES));
  }

  @Test
  void anyOfAcceptsEachSigner() {
    ArtifactSigner both =
        ArtifactSigner.anyOf(gitHub, ArtifactSigner.gitHubActions("acme-new/apps"));

    assertThat(WORKFLOWS + "push-frontend.yaml@refs/heads/main").matches(subject(both, MAIN));
    assertThat((WORKFLOWS + "push-frontend.yaml@refs/heads/main").replace("acme/", "acme-new/"))
        .matches(subject(both, MAIN));
    assertThat((WORKFLOWS + "push-frontend.yaml@refs/heads/main").replace("acme/", "mallory/"))
        .doesNotMatch(subject(both, MAIN));
  }

  @Test
  void anyOfRefusesKeysAndAnEmptyList() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactSigner.anyOf(gitHub, ArtifactSigner.publicKeys(keys("a", KEY))))
        .withMessage(
            "ArtifactSigner.anyOf must have only signers with identities, got keys; list several keys of an artifact in ArtifactSigner.publicKeys");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactSigner.anyOf(gitHub, ArtifactSigner.none()))
        .withMessage(
            "ArtifactSigner.anyOf must have only signers with identities, got nobody; list several keys of an artifact in ArtifactSigner.publicKeys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "apps", "https://gitlab.com/acme/apps", "acme/"})
  void refusesAGitLabProjectWithoutItsGroups(String project) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactSigner.gitLab(project))
        .withMessage(
            "a project on gitlab.com must be named with its groups such as 'acme/platform/apps', got '%s'",
            project);
  }

  @Test
  void refusesUnknownPlaceholders() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactSigner.identities("https://gitlab.com", "ci/{tag}"))
        .withMessage(
            "the subject of a signing identity must have no placeholders but '{artifact}' and '{ref}', got 'ci/{tag}'; remove the others");
  }

  @Test
  void verifiesNothingWithoutASigner() {
    assertThat(ArtifactSigner.none().verification("frontend", MAIN)).isEqualTo(Verification.none());
  }

  @Test
  void refusesOneKeyForTwoArtifacts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactSigner.publicKeys(keys("frontend", KEY, "backend", KEY.strip())))
        .withMessage(
            "each artifact must have a key of its own, got one for 'backend' and 'frontend'; create another key pair for one of them");
  }

  @Test
  void refusesTheNextKeyOfAnotherArtifact() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ArtifactSigner.publicKeys(keys("frontend", KEY, "backend", OTHER_KEY + KEY)))
        .withMessage(
            "each artifact must have a key of its own, got one for 'backend' and 'frontend'; create another key pair for one of them");
  }

  @Test
  void refusesArtifactWithoutKey() {
    ArtifactRepository apps =
        new ArtifactRepository(
            "apps",
            new OciUrl("oci://ghcr.io/acme/apps"),
            ArtifactSigner.publicKeys(keys("frontend", KEY)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> apps.artifact("backend"))
        .withMessage(
            "each artifact must have a public key, got none for 'backend'; add it to ArtifactSigner.publicKeys");
  }

  @Test
  void refusesAPrivateKeyWithoutShowingIt() {
    String secret = "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactSigner.publicKeys(keys("frontend", secret)))
        .withMessage(
            "the public key of artifact 'frontend' must be PEM text, from '-----BEGIN PUBLIC KEY-----' to '-----END PUBLIC KEY-----'");
  }

  @Test
  void refusesMalformedRepository() {
    String message =
        "the repository of a signing workflow must be 'owner/name', got 'https://github.com/acme'";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactSigner.gitHubActions("https://github.com/acme"))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactSigner.sharedWorkflow("https://github.com/acme"))
        .withMessage(message);
  }

  private static SortedMap<String, String> keys(String... pairs) {
    SortedMap<String, String> keys = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      keys.put(pairs[i], pairs[i + 1]);
    }
    return keys;
  }

  private static String subject(ArtifactSigner signer, GitRef ref) {
    return subject(signer.verification("frontend", ref));
  }

  private static String subject(Verification verification) {
    Map<String, Object> spec = verification.toSpec().orElseThrow();
    Map<?, ?> identity = (Map<?, ?>) ((List<?>) spec.get("matchOIDCIdentity")).get(0);
    return (String) identity.get("subject");
  }
}

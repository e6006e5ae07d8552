package dev.flotilla.fleet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.kubernetes.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitSourceTest {
  private static final String HTTPS = "https://github.com/acme/fleet";
  private static final String SSH = "ssh://git@github.com/acme/fleet";

  @Test
  void gitSourceHasKindUrlRefAndPath() {
    assertThat(git(HTTPS).toSpec())
        .containsExactly(
            entry("kind", "GitRepository"),
            entry("url", "https://github.com/acme/fleet"),
            entry("ref", "refs/heads/main"),
            entry("path", "clusters/staging"));
  }

  @Test
  void gitSourceIsReadWithTheCredentialThatFitsTheUrl() {
    assertThat(git(HTTPS).withCredential(Credential.gitBasic("basic", "me")).toSpec())
        .containsEntry("pullSecret", "basic")
        .doesNotContainKey("provider");
    assertThat(git(SSH).withCredential(Credential.gitSsh("ssh", "github.com key")).toSpec())
        .containsEntry("pullSecret", "ssh")
        .doesNotContainKey("provider");
    assertThat(git(HTTPS).withCredential(Credential.gitHubApp("app", 1, "acme")).toSpec())
        .containsEntry("pullSecret", "app")
        .containsEntry("provider", "github");
  }

  @Test
  void gitSourceDemandsASignatureByAKeyBesideIt() {
    GitVerification.Signed rule = GitVerification.signedBy("ssh-ed25519 AAAAC3Nz");
    GitSource signed = SyncSource.git(HTTPS, GitRef.branch("main"), "clusters", rule);
    GitSource tagged =
        SyncSource.git(
            HTTPS,
            GitRef.tag("v1.2.3"),
            "clusters",
            rule.withMode(GitVerification.Mode.TAG_AND_HEAD));

    assertThat(Yaml.write(signed.fields()))
        .isEqualTo("verify:\n  mode: HEAD\n  secretRef:\n    name: git-signers\n");
    assertThat(signed.verificationSecret("flux-system"))
        .map(secret -> secret.metadata().get("name"))
        .contains("git-signers");
    assertThat(Yaml.write(tagged.fields())).contains("mode: TagAndHEAD");
  }

  @Test
  void gitSourceThatTrustsTheGitServerVerifiesNothing() {
    GitSource trusting =
        SyncSource.git(HTTPS, GitRef.branch("main"), "clusters", GitVerification.none());

    assertThat(trusting.fields()).isEmpty();
    assertThat(trusting.verificationSecret("flux-system")).isEmpty();
  }

  /** Flux would stall: it finds no tag object. */
  @ParameterizedTest
  @CsvSource({"TAG, Tag", "TAG_AND_HEAD, TagAndHEAD"})
  void refusesToVerifyATagWhereABranchIsFollowed(GitVerification.Mode mode, String text) {
    GitVerification tags = GitVerification.signedBy("ssh-ed25519 AAAAC3Nz").withMode(mode);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncSource.git(HTTPS, GitRef.branch("main"), "clusters", tags))
        .withMessage(
            "a source whose tag is verified must follow a tag, got mode '%s' and 'refs/heads/main' of '%s'; follow one with GitRef.tag, or verify commits with GitVerification.Mode.HEAD",
            text, HTTPS);
  }

  @Test
  void refusesPasswordForSsh() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> git(SSH).withCredential(Credential.gitBasic("basic", "me")))
        .withMessage(
            "credential 'basic' cannot read 'ssh://git@github.com/acme/fleet'; use Credential.gitSsh");
  }

  @Test
  void refusesSshKeyForHttps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> git(HTTPS).withCredential(Credential.gitSsh("ssh", "key")))
        .withMessage(
            "credential 'ssh' cannot read 'https://github.com/acme/fleet'; use Credential.gitBasic or Credential.gitHubApp");
  }

  @Test
  void refusesWorkloadIdentityThatFluxDoesNotSupport() {
    SyncOptions gcp = git(HTTPS).options().withCloud(SyncOptions.Cloud.GCP);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> git(HTTPS).withOptions(gcp))
        .withMessage(
            "Flux cannot read a Git repository with workload identity of 'gcp', got 'https://github.com/acme/fleet'; use a credential, or an OCI artifact or a bucket");
  }

  @Test
  void followsATag() {
    assertThat(
            SyncSource.git(HTTPS, GitRef.tag("v1.0.0"), "clusters/staging", GitVerification.none())
                .toSpec())
        .containsEntry("ref", "refs/tags/v1.0.0");
  }

  @ParameterizedTest
  @CsvSource({
    "file:///srv/fleet, ''",
    "git@github.com, ''",
    "https:/x, ''",
    "https://, ''",
    "https://999.1.1.1/fleet, ''",
    "https://github.com:99999/acme, ''",
    "https://github.com/a b, ''",
    "github.com/acme, https://github.com/acme",
    "git@github.com:acme/fleet.git, ssh://git@github.com/acme/fleet.git",
    "github.com:acme/fleet.git, ssh://github.com/acme/fleet.git",
    "ssh://git@github.com:acme/fleet.git, ssh://git@github.com/acme/fleet.git",
  })
  void refusesMalformedUrlAndWritesTheOneThatWasMeant(String url, String meant) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> git(url))
        .withMessage(
            "the Git repository to sync must be a URL with scheme https or http or ssh, a host and neither password nor token, got '"
                + url
                + "'"
                + (meant.isEmpty() ? "" : "; write '" + meant + "'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git_lab.acme.example/fleet",
        "https://10.0.0.1:8443/fleet",
        "https://[2001:db8::1]:8443/fleet",
        "ssh://git@github.com:2222/acme/fleet.git",
        "https://dev.azure.com/acme/_git/fleet",
      })
  void takesUrlsThatGitTakes(String url) {
    assertThat(git(url).address()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "https://me:s3cret@github.com/acme, https",
    "ssh://git:s3cret@github.com/acme, ssh",
  })
  void refusesUrlWithSecretWithoutPrintingIt(String url, String scheme) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> git(url))
        .withMessage(
            "the Git repository to sync must be a URL with scheme https or http or ssh, a host and neither password nor token, got '%s://…@github.com/acme'; write '%s://github.com/acme'",
            scheme, scheme);
  }

  @Test
  void refusesAUserThatMayBeAToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> git("https://acme@dev.azure.com/acme/_git/fleet"))
        .withMessage(
            "the Git repository to sync must not contain a user, which a credential supplies, got 'https://…@dev.azure.com/acme/_git/fleet'; write 'https://dev.azure.com/acme/_git/fleet'");
  }

  private static GitSource git(String url) {
    return SyncSource.git(url, GitRef.branch("main"), "clusters/staging", GitVerification.none());
  }
}

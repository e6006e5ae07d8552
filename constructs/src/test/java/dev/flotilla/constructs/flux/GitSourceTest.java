package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitSourceTest {
  private static final URI HTTPS = URI.create("https://github.com/acme/fleet");
  private static final URI SSH = URI.create("ssh://git@github.com/acme/fleet");

  @Test
  void hasKindUrlRefAndPath() {
    assertThat(SyncSource.git(HTTPS, "refs/heads/main", "clusters/staging").toSpec())
        .containsExactly(
            entry("kind", "GitRepository"),
            entry("url", "https://github.com/acme/fleet"),
            entry("ref", "refs/heads/main"),
            entry("path", "clusters/staging"));
  }

  @Test
  void isReadWithTheCredentialThatFitsTheUrl() {
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
  void refusesWorkloadIdentityThatFluxHasNot() {
    SyncOptions gcp = git(HTTPS).options().withCloud(SyncOptions.Cloud.GCP);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> git(HTTPS).withOptions(gcp))
        .withMessage(
            "Flux reads no Git repository with workload identity of 'gcp', got 'https://github.com/acme/fleet'; use a credential, or an OCI artifact or a bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "main", "v1.0.0", "refs/", "refs/heads/a b"})
  void refusesRefThatIsNoFullName(String ref) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncSource.git(HTTPS, ref, "clusters/staging"))
        .withMessage(
            "the Git ref to sync must be a full name such as 'refs/heads/main', got '" + ref + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"github.com/acme", "file:///srv/fleet", "git@github.com", "https:/x"})
  void refusesMalformedUrl(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> git(URI.create(url)))
        .withMessage(
            "the Git repository to sync must be a URL with scheme https or http or ssh, a host and neither password nor token, got '"
                + url
                + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "https://me:s3cret@github.com/acme, https",
    "https://s3cret@github.com/acme, https",
    "ssh://git:s3cret@github.com/acme, ssh",
  })
  void refusesUrlWithSecretWithoutTellingIt(URI url, String scheme) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> git(url))
        .withMessage(
            "the Git repository to sync must be a URL with scheme https or http or ssh, a host and neither password nor token, got '"
                + scheme
                + "://…@github.com'");
  }

  private static GitSource git(URI url) {
    return SyncSource.git(url, "refs/heads/main", "clusters/staging");
  }
}

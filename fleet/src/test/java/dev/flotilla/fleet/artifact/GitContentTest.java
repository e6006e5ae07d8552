package dev.flotilla.fleet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.GitCredential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.source.GitVerification;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GitContentTest {
  private static final GitContentRepository APPS =
      new GitContentRepository(
          "apps", "https://github.com/acme/d1-apps.git", GitVerification.none());

  @Test
  void gitContentIsAFolderOfTheComponentsOfARepository() {
    GitContent web = APPS.content("web");

    assertThat(web.name()).isEqualTo("web");
    assertThat(web.sourceName()).isEqualTo("apps");
    assertThat(web.folder()).isEqualTo("components/web");
    assertThat(web.credentials()).isEmpty();
    assertThat(
            Organization.onGitHub("ghcr.io", "acme", "fleet")
                .gitContent("apps", "d1-apps", GitVerification.none()))
        .isEqualTo(APPS);
  }

  @Test
  void needsTheSecretsThatItIsReadAndDecryptedWith() {
    GitCredential read = Credential.gitBasic("flux-apps", "git");
    OpaqueCredential sops = Credential.opaque("sops", "age.agekey");

    assertThat(APPS.withCredential(read).content("web").withDecryption(sops).credentials())
        .containsExactly(read, sops);
  }

  @Test
  void gitContentIsAppliedAsDeclared() {
    GitContent web = APPS.content("web").consuming("CLUSTER_DOMAIN").substituting("REPLICAS", "3");

    assertThat(web.options().consumes()).containsExactly("CLUSTER_DOMAIN");
    assertThat(web.options().substitutes()).containsExactly(Map.entry("REPLICAS", "3"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> web.substituting("REPLICAS", "4"))
        .withMessageContaining("a variable of 'web' of Git repository 'apps'");
  }

  @Test
  void refusesNamesThatNoObjectCanHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> APPS.content("Web"))
        .withMessage(
            "the name of a component or tenant in Git must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Web'");
    String longName = "a".repeat(52);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GitContentRepository(longName, APPS.url(), GitVerification.none()))
        .withMessage(
            "the name of a Git repository with components must have at most 51 characters, got '%s'; shorten it",
            longName);
  }

  @Test
  void refusesAnAddressThatFluxCannotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GitContentRepository(
                    "apps", "git@github.com:acme/apps.git", GitVerification.none()))
        .withMessage(
            "the Git repository to sync must be a URL with scheme https or http or ssh, a host and neither password nor token, got 'git@github.com:acme/apps.git'; write 'ssh://git@github.com/acme/apps.git'");
  }

  @Test
  void refusesACredentialOfAnotherKind() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> APPS.withCredential(Credential.gitSsh("key", "github.com ssh-ed25519 A")))
        .withMessage(
            "credential 'key' cannot read 'https://github.com/acme/d1-apps.git'; use Credential.gitBasic or Credential.gitHubApp");
  }
}

package dev.flotilla.fleet.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  @ParameterizedTest
  @CsvSource({"ghcr-auth, ghcr_auth", "git.auth, git_auth", "1password, _1password", "a_B9, a_B9"})
  void resourceNameHasLettersDigitsAndUnderscoresAndStartsWithNoDigit(
      String secretName, String expected) {
    assertThat(Credential.resourceName(secretName)).isEqualTo(expected);
  }

  static List<Credential> everyKind() {
    return List.of(
        Credential.registry("auth", "ghcr.io", "flux"),
        Credential.gitBasic("auth", "flux"),
        Credential.gitSsh("auth", "github.com ssh-ed25519 AAAA"),
        Credential.gitHubApp("auth", 7, "acme"),
        Credential.opaque("auth", "token"));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void startsAtRevisionOneAndKeepsEverythingElseAtAnother(Credential credential) {
    assertThat(credential.revision()).isOne();
    assertThat(credential.withRevision(3).revision()).isEqualTo(3);
    assertThat(credential.withRevision(3).withRevision(1)).isEqualTo(credential);
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void refusesRevisionBelowOne(Credential credential) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> credential.withRevision(0))
        .withMessage("the revision of credential 'auth' must be at least 1, got '0'");
  }

  @Test
  void refusesMalformedSecretName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Credential.gitBasic("Git_Auth", "flux"))
        .withMessage(
            "name of a credential's Secret must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'Git_Auth'");
  }

  @Test
  void variableOfSecretThatStartsWithDigitIsAnIdentifier() {
    assertThat(Credential.gitBasic("1password", "flux").variables())
        .containsOnlyKeys("_1password_password");
  }

  @Nested
  class Registry {
    private final RegistryCredential credential =
        Credential.registry("ghcr-auth", "ghcr.io", "flux");

    @Test
    void registryCredentialIsDockerConfigWithThePasswordOfTheVariable() {
      assertThat(credential.secretType()).isEqualTo("kubernetes.io/dockerconfigjson");
      assertThat(credential.variables())
          .containsExactly(entry("ghcr_auth_password", "Password or token of flux at ghcr.io."));
    }

    @Test
    void registryCredentialHasAnAccountAndAVariableForEachRegistry() {
      RegistryCredential two = credential.and("quay.io", "robot");

      assertThat(two.usernames())
          .containsExactly(entry("ghcr.io", "flux"), entry("quay.io", "robot"));
      assertThat(two.variables())
          .containsExactly(
              entry("ghcr_auth_password", "Password or token of flux at ghcr.io."),
              entry("ghcr_auth_quay_io_password", "Password or token of robot at quay.io."));
    }

    @Test
    void registryCredentialIsUsedAtTheMirror() {
      assertThat(credential.at(host -> "127.0.0.1:5000").usernames())
          .containsExactly(entry("127.0.0.1:5000", "flux"));
    }

    @Test
    void keepsTheFirstAccountWhereRegistriesShareAMirror() {
      RegistryCredential two = credential.and("quay.io", "robot");

      assertThat(two.at(host -> "mirror.example.com").usernames())
          .containsExactly(entry("mirror.example.com", "flux"));
    }

    @Test
    void refusesRegistryTwice() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> credential.and("ghcr.io", "other"))
          .withMessage(
              "credential 'ghcr-auth' must have one account per registry, got 'ghcr.io' twice; remove one");
    }

    @Test
    void refusesAnEmptyListOfRegistries() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RegistryCredential("ghcr-auth", Map.of(), 1))
          .withMessage("credential 'ghcr-auth' must have at least one registry, got none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://ghcr.io", "ghcr.io/acme", "-ghcr.io", "ghcr.io:port"})
    void refusesMalformedHost(String host) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Credential.registry("ghcr-auth", host, "flux"))
          .withMessage(
              "the registry of credential 'ghcr-auth' must be a host such as 'ghcr.io', got '"
                  + host
                  + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "flux:secret"})
    void refusesUserNameThatIsBlankOrHasAColon(String username) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Credential.registry("ghcr-auth", "ghcr.io", username))
          .withMessage(
              "the user name of credential 'ghcr-auth' must not be blank or contain ':', got '"
                  + username
                  + "'; name the account that the password or token belongs to");
    }
  }

  @Nested
  class Git {
    @Test
    void basicHasUserNameAndPassword() {
      GitBasicCredential credential = Credential.gitBasic("git-auth", "a${b}");

      assertThat(credential.secretType()).isEqualTo("Opaque");
      assertThat(credential.variables())
          .containsExactly(entry("git_auth_password", "Password or token of a${b} for Git."));
    }

    @Test
    void sshHasIdentityAndHostKeys() {
      GitSshCredential credential = Credential.gitSsh("git-ssh", "github.com ssh-ed25519 AAAA\n");

      assertThat(credential.secretType()).isEqualTo("Opaque");
      assertThat(credential.variables())
          .containsExactly(entry("git_ssh_identity", "Private SSH key for Git."));
    }

    @Test
    void gitHubAppHasIdOwnerAndKey() {
      GitHubAppCredential credential = Credential.gitHubApp("app", 12345, "acme");

      assertThat(credential.secretType()).isEqualTo("Opaque");
      assertThat(credential.variables())
          .containsExactly(entry("app_private_key", "Private key of GitHub App 12345."));
    }

    @Test
    void refusesBlankUserName() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Credential.gitBasic("git-auth", " "))
          .withMessage(
              "the user name of credential 'git-auth' must not be blank, got ' '; name the account that the password or token belongs to");
    }

    @Test
    void refusesEmptyHostKeys() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Credential.gitSsh("git-ssh", ""))
          .withMessage(
              "credential 'git-ssh' needs the Git server's host keys, got ''; print them with 'ssh-keyscan <host>'");
    }

    @Test
    void refusesAppIdThatIsNotANumber() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Credential.gitHubApp("app", 0, "acme"))
          .withMessage(
              "the app ID of credential 'app' must be the number that GitHub shows, got '0'; copy it from the settings of the GitHub App");
    }

    @Test
    void refusesAppWithoutInstallation() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Credential.gitHubApp("app", 1, ""))
          .withMessage(
              "credential 'app' needs the account that has installed the GitHub App, got ''; name that organization or user");
    }
  }

  @Nested
  class Opaque {
    @Test
    void opaqueCredentialHasAVariableForEachKey() {
      OpaqueCredential credential = Credential.opaque("sops", "identity.agekey", "backup");

      assertThat(credential.secretType()).isEqualTo("Opaque");
      assertThat(credential.variables())
          .containsExactly(
              entry("sops_backup", "Value of 'backup' in Secret sops."),
              entry("sops_identity_agekey", "Value of 'identity.agekey' in Secret sops."));
    }

    @Test
    void refusesAnEmptyListOfKeys() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new OpaqueCredential("sops", new TreeSet<>(), 1))
          .withMessage("credential 'sops' must have at least one key, got none");
    }

    @Test
    void refusesMalformedKey() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Credential.opaque("sops", "a/b"))
          .withMessage(
              "a key of credential 'sops' must consist of letters, digits, '-', '_' and '.', got 'a/b'");
    }

    @Test
    void refusesKeysThatWouldShareAVariable() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Credential.opaque("sops", "age.key", "age-key"))
          .withMessage(
              "the keys of credential 'sops' must differ in their letters and digits, because each names a variable, got 'age-key', 'age.key'; rename one");
    }
  }
}

package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretDataTest {
  private final RegistryCredential registry = Credential.registry("ghcr-auth", "ghcr.io", "flux");

  @Test
  void registryIsDockerConfigWithThePasswordOfTheVariable() {
    assertThat(SecretData.of(registry))
        .containsExactly(
            entry(
                ".dockerconfigjson",
                "${jsonencode({auths = {\"ghcr.io\" = {username = \"flux\", password = var.ghcr_auth_password, auth = base64encode(join(\":\", [\"flux\", var.ghcr_auth_password]))}}})}"));
  }

  @Test
  void registryHasALoginForEachHost() {
    assertThat(SecretData.of(registry.and("quay.io", "robot")))
        .containsExactly(
            entry(
                ".dockerconfigjson",
                "${jsonencode({auths = {\"ghcr.io\" = {username = \"flux\", password = var.ghcr_auth_password, auth = base64encode(join(\":\", [\"flux\", var.ghcr_auth_password]))}, \"quay.io\" = {username = \"robot\", password = var.ghcr_auth_quay_io_password, auth = base64encode(join(\":\", [\"robot\", var.ghcr_auth_quay_io_password]))}}})}"));
  }

  @Test
  void registryQuotesTheUserName() {
    assertThat(SecretData.of(Credential.registry("auth", "ghcr.io", "a\"${b}")).toString())
        .contains("username = \"a\\\"$${b}\"");
  }

  @Test
  void gitBasicHasUserNameAndPassword() {
    assertThat(SecretData.of(Credential.gitBasic("git-auth", "a${b}")))
        .isEqualTo(Map.of("username", "a$${b}", "password", "${var.git_auth_password}"));
  }

  @Test
  void gitSshHasIdentityAndHostKeys() {
    assertThat(SecretData.of(Credential.gitSsh("git-ssh", "github.com ssh-ed25519 AAAA\n")))
        .isEqualTo(
            Map.of(
                "identity",
                "${var.git_ssh_identity}",
                "known_hosts",
                "github.com ssh-ed25519 AAAA\n"));
  }

  @Test
  void gitHubAppHasIdOwnerAndKey() {
    assertThat(SecretData.of(Credential.gitHubApp("app", 12345, "acme")))
        .isEqualTo(
            Map.of(
                "githubAppID",
                "12345",
                "githubAppInstallationOwner",
                "acme",
                "githubAppPrivateKey",
                "${var.app_private_key}"));
  }

  @Test
  void opaqueHasAVariableForEachKey() {
    assertThat(SecretData.of(Credential.opaque("sops", "identity.agekey", "backup")))
        .containsExactly(
            entry("backup", "${var.sops_backup}"),
            entry("identity.agekey", "${var.sops_identity_agekey}"));
  }

  @Test
  void everyKindOfCredentialSendsAllItsVariables() {
    List<Credential> kinds =
        List.of(
            registry.and("quay.io", "robot"),
            Credential.gitBasic("git-auth", "flux"),
            Credential.gitSsh("git-ssh", "github.com ssh-ed25519 AAAA"),
            Credential.gitHubApp("app", 12345, "acme"),
            Credential.opaque("sops", "identity.agekey", "backup"));

    assertThat(kinds.stream().<Class<?>>map(Credential::getClass))
        .containsExactlyInAnyOrderElementsOf(cases(Credential.class).toList());
    for (Credential credential : kinds) {
      Stream<String> expressions = credential.variables().keySet().stream().map("var."::concat);
      assertThat(SecretData.of(credential).toString()).contains(expressions.toArray(String[]::new));
    }
  }

  private static Stream<Class<?>> cases(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(SecretDataTest::cases)
        : Stream.of(type);
  }
}

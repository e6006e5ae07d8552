package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets are invented; they are joined here, so that no scanner takes them for real. */
class WrittenTextTest {
  private static final String X = "x7Kq2mZ9".repeat(6);

  @ParameterizedTest
  @CsvSource({
    "-----BEGIN ~PRIVATE KEY-----, a private key",
    "-----BEGIN ~RSA PRIVATE KEY-----, a private key",
    "-----BEGIN ~OPENSSH PRIVATE KEY-----, a private key",
    "-----BEGIN ~ENCRYPTED SIGSTORE PRIVATE KEY-----, a private key",
    "-----BEGIN ~PGP PRIVATE KEY BLOCK-----, a private key",
    "AGE-SECRET-~KEY-1X, an age key",
    "ghp~_X, a GitHub token",
    "ghs~_X, a GitHub token",
    "github~_pat_X, a GitHub token",
    "gl~pat-X, a GitLab token",
    "gl~dt-X, a GitLab token",
    "AT~BBX, a Bitbucket token",
    "dckr~_pat_X, a Docker token",
    "xox~b-X, a Slack token",
    "AKIA~ABCDEFGHIJKLMNOP, an AWS key",
    "hvs~.X, a Vault token",
    "'AccountKey~=X', an Azure key",
    "eyJ~hbGciOiJSUzI1.eyJzdWIiOiIxMjM0.abc, a JWT",
    "https://me~:X@github.com/acme, a password in a URL",
    "postgres://app~:X@db/app, a password in a URL",
    "'{\"auths\": {\"ghcr.io\": {\"auth~\": \"X\"}}}', a registry's login",
    "'Authorization: ~Bearer X', an authorization header",
    "--token~=X, the value of '--token'",
    "--client-secret~=X, the value of '--client-secret'",
    "'host=db password~=X', the value of 'password'",
    "AWS_SECRET_ACCESS_KEY~=X, the value of 'AWS_SECRET_ACCESS_KEY'",
    "'{\"apiKey~\": \"X\"}', the value of 'apiKey'",
  })
  void refusesASecret(String parts, String form) {
    String text = parts.replace("~", "").replace("X", X);
    assertThat(WrittenText.problem(null, text).orElse(""))
        .isEqualTo(
            "must not hold a secret, which synth would write for all to read, got what looks like "
                + form
                + "; refer to a variable, a file or a Secret")
        .doesNotContain(X);
    assertThat(WrittenText.problem(null, "before\n " + text + "\nafter")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--token",
        "--password",
        "password",
        "DB_PASSWORD",
        "slack-token",
        "adminPassword",
        "API_KEY",
        "client_secret",
        "AWS_SECRET_ACCESS_KEY",
        "github.token"
      })
  void refusesTheValueOfASecretsName(String name) {
    assertThat(WrittenText.problem(name, "hunter2"))
        .contains(
            "must not hold a secret, which synth would write for all to read, got what looks like the value of '"
                + name
                + "'; refer to a variable, a file or a Secret");
    for (String reference :
        List.of(
            "", "${var.x}", "$TOKEN", "/run/secrets/x", "file:x", "./x", "<token>", "true", "…")) {
      assertThat(WrittenText.problem(name, reference)).as(reference).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokenFile",
        "TOKEN_URL",
        "passwordKey",
        "secretName",
        "pullSecret",
        "imagePullSecret",
        "existingSecret",
        "tokenAudience",
        "publicKey",
        "KEY",
        "name"
      })
  void takesTheValueOfANameThatOnlyContainsSuchAWord(String name) {
    assertThat(WrittenText.problem(name, "ghcr-auth")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        "github.com ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=",
        "eks get-token --cluster-name prod",
        "--token-file=/var/run/token",
        "--token=$(TOKEN)",
        "--oidc-issuer-url=https://acme.example",
        "ssh://git@github.com/acme/fleet.git",
        "oci://ghcr.io/acme/fleet@sha256:0123456789012345678901234567890123456789012345678901234567890123",
        "Password or token of flux at ghcr.io.",
        "an apply needs credential 'ghcr-auth'; set TF_VAR_ghcr_auth_password: Password or token",
        "${jsonencode({auths = {\"ghcr.io\" = {password = var.ghcr_auth_password, auth=base64encode(\"x\")}}})}",
        "${!terraform.applying || var.ghcr_auth_password != \"\"}",
        "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "tab\tline\r\nM\u00fcnchen \ud83d\ude80",
      })
  void takesPublicText(String text) {
    assertThat(WrittenText.problem(null, text)).isEmpty();
  }

  @Test
  void refusesCharactersThatReadersTakeDifferently() {
    assertProblem("a\u0000b", "must consist of printable characters, got U+0000");
    assertProblem("a\u001b[31mb", "must consist of printable characters, got U+001B");
    assertProblem("a\u0085b", "must consist of printable characters, got U+0085");
    assertProblem("a\u202eb", "must consist of printable characters, got U+202E");
    assertProblem("a\u2028b", "must consist of printable characters, got U+2028");
    assertProblem("a\ud83d", "must be Unicode, got an unpaired surrogate; correct the text");
    assertProblem("\ude80b", "must be Unicode, got an unpaired surrogate; correct the text");
  }

  @Test
  void findsTheOptionBeforeAnArgument() {
    List<String> arguments = List.of("login", "--token", "x", "y");
    @Nullable String option = WrittenText.before(arguments, 2);

    assertThat(option).isEqualTo("--token");
    assertThat(WrittenText.before(arguments, 0)).isNull();
    assertThat(WrittenText.before(arguments, 1)).isNull();
    assertThat(WrittenText.before(arguments, 3)).isNull();
  }

  private static void assertProblem(String text, String rule) {
    assertThat(WrittenText.problem(null, text)).contains(rule);
  }
}

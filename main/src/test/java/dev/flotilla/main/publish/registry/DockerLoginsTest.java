package dev.flotilla.main.publish.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.json.AnyJson;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerLoginsTest {
  private static final TimeLimits LIMITS =
      new TimeLimits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));

  @TempDir Path folder;

  private final SecretMask secrets = new SecretMask();

  /** {@code {ann}} stands for {@code ann:a:b} as Docker writes it, {@code {bob}} for another. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a password           | ghcr.io   | {'auths': {'ghcr.io': {'auth': '{ann}'}}}                                    | ann a:b",
        "a padded password    | ghcr.io   | {'auths': {'ghcr.io': {'auth': 'YW5uOmEAAA=='}}}                             | ann a",
        "an empty password    | ghcr.io   | {'auths': {'ghcr.io': {'auth': 'YW5uOg=='}}}                                 | ann",
        "two fields           | ghcr.io   | {'auths': {'ghcr.io': {'username': 'ann', 'password': 'a:b'}}}               | ann a:b",
        "auth before fields   | ghcr.io   | {'auths': {'ghcr.io': {'auth': '{ann}', 'username': 'x', 'password': 'y'}}}  | ann a:b",
        "az acr login         | a.azurecr.io | {'auths': {'a.azurecr.io': {'auth': 'MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwOg==', 'identitytoken': 'refresh'}}} | identity refresh",
        "a registry token     | ghcr.io   | {'auths': {'ghcr.io': {'registrytoken': 'bearer'}}}                          | bearer bearer",
        "another registry     | quay.io   | {'auths': {'ghcr.io': {'auth': '{ann}'}}}                                    | none",
        "a logged-out entry   | ghcr.io   | {'auths': {'ghcr.io': {}}}                                                   | none",
        "nulls                | ghcr.io   | {'auths': {'ghcr.io': {'auth': null}}, 'credHelpers': null, 'credsStore': null} | none",
        "a URL                | ghcr.io   | {'auths': {'https://ghcr.io': {'auth': '{ann}'}}}                            | ann a:b",
        "a URL of the API     | ghcr.io   | {'auths': {'https://ghcr.io/v2/': {'auth': '{ann}'}}}                        | ann a:b",
        "a port               | r.acme.example:5000 | {'auths': {'r.acme.example:5000': {'auth': '{ann}'}}}              | ann a:b",
        "another port         | r.acme.example:5000 | {'auths': {'r.acme.example': {'auth': '{ann}'}}}                   | none",
        "a path               | quay.io   | {'auths': {'quay.io/acme': {'auth': '{ann}'}, 'quay.io': {'auth': '{bob}'}}} | ann a:b",
        "the longest path     | quay.io   | {'auths': {'quay.io/acme': {'auth': '{bob}'}, 'quay.io/acme/fleet': {'auth': '{ann}'}}} | ann a:b",
        "another path         | quay.io   | {'auths': {'quay.io/acme/fle': {'auth': '{bob}'}, 'quay.io': {'auth': '{ann}'}}} | ann a:b",
        "Docker Hub           | docker.io | {'auths': {'https://index.docker.io/v1/': {'auth': '{ann}'}}}                | ann a:b",
        "Docker Hub, short    | docker.io | {'auths': {'docker.io': {'auth': '{ann}'}}}                                  | ann a:b",
        "Docker Hub, API      | registry-1.docker.io | {'auths': {'https://index.docker.io/v1/': {'auth': '{ann}'}}}     | ann a:b",
        "Docker Hub, index    | index.docker.io | {'auths': {'registry-1.docker.io': {'auth': '{ann}'}}}                 | ann a:b",
        "a helper             | ghcr.io   | {'credHelpers': {'ghcr.io': 'test'}}                                         | helped ghcr.io",
        "a helper of another  | ghcr.io   | {'credHelpers': {'quay.io': 'test'}}                                         | none",
        "a store              | ghcr.io   | {'credsStore': 'test'}                                                       | helped ghcr.io",
        "a store for the Hub  | docker.io | {'credsStore': 'test'}                                                       | helped https://index.docker.io/v1/",
        "a helper for the Hub | docker.io | {'credHelpers': {'docker.io': 'test'}}                                       | helped docker.io",
        "a store before files | ghcr.io   | {'auths': {'ghcr.io': {'auth': '{ann}'}}, 'credsStore': 'test'}              | helped ghcr.io",
        "a helper before all  | ghcr.io   | {'credsStore': 'missing', 'credHelpers': {'ghcr.io': 'test'}}                | helped ghcr.io",
        "a store without it   | ghcr.io   | {'auths': {'ghcr.io': {'auth': '{ann}'}}, 'credsStore': 'none'}              | ann a:b",
        "a store with a token | ghcr.io   | {'credsStore': 'token'}                                                      | identity refresh",
        "no logins            | ghcr.io   | {}                                                                           | none",
        "an empty file        | ghcr.io   | ''                                                                           | none",
        "what else is there   | ghcr.io   | {'HttpHeaders': {'a': 'b'}, 'detachKeys': 'ctrl-e', 'aliases': {}, 'auths': {'ghcr.io': {'auth': '{ann}', 'email': 1}}} | ann a:b",
      })
  void findsWhatALoginHasLeft(String what, String host, String file, String login)
      throws IOException {
    write("config.json", file);

    assertThat(text(logins(), host)).isEqualTo(login);
  }

  @Test
  void readsTheFirstFileThatIsThere() throws IOException {
    Path podman = write("auth.json", "{'auths': {'ghcr.io': {'auth': '{ann}'}}}");
    Path docker = folder.resolve("docker");
    Map<String, String> environment =
        Map.of("DOCKER_CONFIG", docker.toString(), "REGISTRY_AUTH_FILE", podman.toString());

    assertThat(text(DockerLogins.of(environment, LIMITS, secrets), "ghcr.io")).isEqualTo("ann a:b");
    Files.createDirectory(docker);
    Files.writeString(docker.resolve("config.json"), "{}");
    assertThat(text(DockerLogins.of(environment, LIMITS, secrets), "ghcr.io")).isEqualTo("none");
  }

  @Test
  void registryHasNoLoginWithoutAConfigurationFile() throws IOException {
    assertThat(text(logins(), "ghcr.io")).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'auths': 's3cr3t                                              | ''",
        "s3cr3t                                                         | ''",
        "[]                                                             | ''",
        "'\"s3cr3t\"'                                                   | ''",
        "{'auths': 's3cr3t'}                                            | auths",
        "{'auths': ['s3cr3t']}                                          | auths",
        "{'auths': {'ghcr.io': 's3cr3t'}}                               | auths.ghcr.io",
        "{'auths': {'ghcr.io': {'auth': 's3cr3t'}}}                     | auths.ghcr.io.auth",
        "{'auths': {'ghcr.io': {'auth': 'czNjcjN0'}}}                   | auths.ghcr.io.auth",
        "{'auths': {'ghcr.io': {'auth': ['s3cr3t']}}}                   | auths.ghcr.io.auth",
        "{'auths': {'ghcr.io': {'identitytoken': {'s3cr3t': 1}}}}       | auths.ghcr.io.identitytoken",
        "{'auths': {'ghcr.io': {'username': 'a', 'password': 1}}}       | auths.ghcr.io.password",
        "{'auths': {'https://a:s3cr3t@ghcr.io/v2/': {}, 'ghcr.io': 1}}  | auths.ghcr.io",
        "{'credHelpers': 's3cr3t'}                                      | credHelpers",
        "{'credHelpers': {'ghcr.io': 1}}                                | credHelpers.ghcr.io",
        "{'credsStore': {'s3cr3t': 1}}                                  | credsStore",
      })
  void refusesAMalformedLoginWithoutPrintingIt(String text, String place) throws IOException {
    Path file = write("config.json", text);

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> text(logins(), "ghcr.io"))
        .withMessage(
            "the logins of registries must be JSON as 'docker login' writes it, got something else%s in '%s'; repair it, or remove it and log in anew",
            place.isEmpty() ? "" : " at '" + place + "'", file);
  }

  @Test
  void refusesAFileThatCannotBeRead() throws IOException {
    Files.createDirectory(folder.resolve("config.json"));

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> text(logins(), "ghcr.io"))
        .withMessage(
            "the logins of registries must be JSON as 'docker login' writes it, got something else in '%s'; repair it, or remove it and log in anew",
            folder.resolve("config.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing | cannot start 'docker-credential-missing', the credential helper of registry 'ghcr.io'; install it, or log in without it",
        "broken  | the credential helper of registry 'ghcr.io' must answer with a name and a secret, got something else from 'docker-credential-broken'; repair it, or log in without it",
        "list    | the credential helper of registry 'ghcr.io' must answer with a name and a secret, got something else from 'docker-credential-list'; repair it, or log in without it",
      })
  void reportsWhatIsWrongWithAHelper(String helper, String message) throws IOException {
    write("config.json", "{'credsStore': '" + helper + "'}");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> text(logins(), "ghcr.io"))
        .withMessage(message);
  }

  @Test
  void helperIsNotWaitedForLongerThanItsLimit() throws IOException {
    write("config.json", "{'credsStore': 'silent'}");
    TimeLimits limits =
        new TimeLimits(
            LIMITS.registry(), LIMITS.registry(), LIMITS.registry(), Duration.ofMillis(300));

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> text(logins(limits), "ghcr.io"))
        .withMessage(
            "the credential helper of registry 'ghcr.io' must answer within 300 ms, got no answer from 'docker-credential-silent'; see what it waits for, or log in without it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cr3t", "refresh"})
  void showsNoSecretByAccident(String secret) {
    assertThat(
            new RegistryLogin.Password("ann", secret)
                + " "
                + new RegistryLogin.IdentityToken(secret)
                + " "
                + new RegistryLogin.RegistryToken(secret))
        .isEqualTo("a password an identity token a registry token");
  }

  /** The last column is how a request has it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'auths': {'ghcr.io': {'auth': 'YW5uOnA0c3N3b3JkIQ=='}}}             | p4ssword!        | YW5uOnA0c3N3b3JkIQ==",
        "{'auths': {'ghcr.io': {'auth': 'YW5uOnA0c3N3b3JkIQAAAA=='}}}         | p4ssword!        | YW5uOnA0c3N3b3JkIQ==",
        "{'auths': {'ghcr.io': {'username': 'ann', 'password': 'p4ssword!'}}} | p4ssword!        | YW5uOnA0c3N3b3JkIQ==",
        "{'auths': {'ghcr.io': {'identitytoken': 'r3fresh-token'}}}           | r3fresh-token    | r3fresh-token",
        "{'auths': {'ghcr.io': {'registrytoken': 'b3arer-token'}}}            | b3arer-token     | b3arer-token",
        "{'auths': {'quay.io': {'auth': 'YW5uOnA0c3N3b3JkIQ=='}}}             | p4ssword!        | YW5uOnA0c3N3b3JkIQ==",
        "{'auths': {'quay.io': {'auth': 'n0-base64-at-all'}}}                 | n0-base64-at-all | n0-base64-at-all",
        "{'credsStore': 'secret'}                                             | h3lped-secret    | aGVscGVkOmgzbHBlZC1zZWNyZXQ=",
      })
  void secretsOfALoginAreShownNowhere(String file, String secret, String sent) throws IOException {
    write("config.json", file);

    logins().find("ghcr.io", "/acme/fleet");

    assertThat(secrets.mask("%s, %s, ann@ghcr.io".formatted(secret, sent)))
        .isEqualTo("(sensitive), (sensitive), ann@ghcr.io");
  }

  @Test
  void everyJsonIsALoginOrRefused() throws IOException {
    Path file = folder.resolve("config.json");
    for (String json :
        AnyJson.insteadOf(
            "{\"auths\": {\"ghcr.io\": {\"auth\": \"YW5uOmE6Yg==\", \"username\": \"a\", \"password\": \"b\", \"identitytoken\": \"\", \"registrytoken\": \"\"}}, \"credHelpers\": {\"quay.io\": \"test\"}, \"credsStore\": \"none\"}")) {
      Files.writeString(file, json);
      try {
        assertThat(logins().find("ghcr.io", "/acme/fleet")).isNotNull();
      } catch (Failure failure) {
        assertThat(failure.getMessage())
            .containsPattern(
                "must be JSON as 'docker login' writes it|cannot start 'docker-credential-");
        assertThat(failure.getMessage().replace("docker-credential-" + AnyJson.SECRET, ""))
            .doesNotContain(AnyJson.SECRET);
      }
    }
  }

  /** The helper prints what stands in the file. */
  @Test
  void everyAnswerOfAHelperIsALoginOrRefused() throws IOException {
    write("config.json", "{'credsStore': 'file'}");
    Path answer = folder.resolve("answer");
    helper("file", "cat " + answer);
    for (String json : AnyJson.insteadOf("{\"Username\": \"a\", \"Secret\": \"b\"}")) {
      Files.writeString(answer, json);
      try {
        assertThat(logins().find("ghcr.io", "/acme/fleet")).isPresent();
      } catch (Failure failure) {
        assertThat(failure)
            .hasMessage(
                "the credential helper of registry 'ghcr.io' must answer with a name and a secret, got something else from 'docker-credential-file'; repair it, or log in without it");
      }
    }
  }

  private DockerLogins logins() throws IOException {
    return logins(LIMITS);
  }

  private DockerLogins logins(TimeLimits limits) throws IOException {
    helper(
        "test",
        "read name; echo \"{\\\"Username\\\": \\\"helped\\\", \\\"Secret\\\": \\\"$name\\\"}\"");
    helper("secret", "echo '{\"Username\": \"helped\", \"Secret\": \"h3lped-secret\"}'");
    helper("token", "echo '{\"Username\": \"<token>\", \"Secret\": \"refresh\"}'");
    helper("none", "echo 'credentials not found in native keychain'; exit 1");
    helper("broken", "echo s3cr3t");
    helper("list", "echo '[\"s3cr3t\"]'");
    helper("silent", "exec sleep 60");
    return DockerLogins.of(
        Map.of("DOCKER_CONFIG", folder.toString(), "PATH", folder + ":" + System.getenv("PATH")),
        limits,
        secrets);
  }

  private void helper(String name, String script) throws IOException {
    Path file = folder.resolve("docker-credential-" + name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String text(DockerLogins logins, String host) {
    return logins
        .find(host, "/acme/fleet")
        .map(
            login -> {
              if (login instanceof RegistryLogin.Password password) {
                return (password.user() + " " + password.password()).strip();
              }
              return login instanceof RegistryLogin.IdentityToken identity
                  ? "identity " + identity.token()
                  : "bearer " + ((RegistryLogin.RegistryToken) login).token();
            })
        .orElse("none");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        text.replace('\'', '"')
            .replace("{ann}", base64("ann:a:b"))
            .replace("{bob}", base64("bob:c")));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}

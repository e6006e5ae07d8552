package dev.flotilla.main.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecPluginTest {
  private static final String V1 = "client.authentication.k8s.io/v1";

  @TempDir Path folder;

  private String cluster = "server: 'https://127.0.0.1:1'";
  private String user =
      "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./log-in, args: [get-token], env: [{name: PROFILE, value: prod admin}, {name: EMPTY, value: ''}], interactiveMode: Never}";

  @Test
  void logsInWithATokenWhateverItWarnsOf() throws IOException {
    command("echo 'a new version is available' >&2", token("abc"));

    assertThat(authorization()).isEqualTo("Bearer abc");
  }

  @Test
  void getsItsArgumentsItsOwnVariablesAndThoseOfTheProgram() throws IOException {
    command("echo \"$1 $PROFILE $PLACE[$EMPTY]\" > '" + folder + "/got'", token("abc"));
    authorization();

    assertThat(folder.resolve("got")).hasContent("get-token prod admin here[]");
  }

  @Test
  void pluginGetsTheClusterWhereItsEntryRequestsThat() throws IOException {
    command("printf '%s' \"$KUBERNETES_EXEC_INFO\" > '" + folder + "/got'", token("abc"));
    authorization();

    assertThat(folder.resolve("got"))
        .hasContent(
            "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"spec\":{\"interactive\":false}}");

    user = user.replace("interactiveMode", "provideClusterInfo: true, interactiveMode");
    cluster =
        "server: 'https://127.0.0.1:1', tls-server-name: api, certificate-authority-data: eHl6, proxy-url: 'http://p:1', disable-compression: true, extensions: [{name: client.authentication.k8s.io/exec, extension: {shoot: prod}}]";
    authorization();

    assertThat(folder.resolve("got"))
        .hasContent(
            "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"spec\":{\"interactive\":false,\"cluster\":{\"server\":\"https://127.0.0.1:1\",\"tls-server-name\":\"api\",\"certificate-authority-data\":\"eHl6\",\"proxy-url\":\"http://p:1\",\"disable-compression\":true,\"config\":{\"shoot\":\"prod\"}}}}");
  }

  @Test
  void logsInWithACertificate() throws IOException {
    command("true", answer(V1, "\"clientCertificateData\":\"crt\",\"clientKeyData\":\"key\""));

    assertThat(login().certificate()).contains(new Login.ClientCertificate("crt", "key"));
    assertThat(login().authorization()).isEmpty();
  }

  @Test
  void pluginIsAskedAgainOnlyWhenItsCredentialHasExpiredOrIsRefused() throws IOException {
    command("echo x >> '" + folder + "/runs'", token("abc"));
    Login login = login();
    login.authorization();
    login.authorization();
    assertThat(runs()).isEqualTo(1);

    assertThat(login.refused()).isTrue();
    login.authorization();
    assertThat(runs()).isEqualTo(2);

    command(
        "echo x >> '" + folder + "/runs'",
        answer(V1, "\"token\":\"a\",\"expirationTimestamp\":\"2020-01-01T00:00:00+02:00\""));
    Login expired = login();
    expired.authorization();
    expired.authorization();
    assertThat(runs()).isEqualTo(4);
  }

  private long runs() throws IOException {
    return Files.readAllLines(folder.resolve("runs")).size();
  }

  @Test
  void pluginIsNotRunBesideAnotherCredentialAsInKubectl() throws IOException {
    command("exit 1", "");
    user = "token: static, " + user;

    assertThat(authorization()).isEqualTo("Bearer static");
  }

  @Test
  void reportsThatThePluginIsMissingAndHowToInstallIt() {
    assertRefused("exist; install it, or put it on the PATH");

    user = user.replace("interactiveMode", "installHint: \"run:\\n  brew\", interactiveMode");

    assertRefused("exist; install it, or put it on the PATH\nrun:\n  brew");
  }

  /** Nobody else knows a secret that it prints while it fails. */
  @Test
  void reportsThatItFailsWithoutPrintingItsOutput() throws IOException {
    command("echo 'password hunter2 is wrong' >&2; echo hunter2; exit 3", "");

    assertRefused(
        "succeed, got exit code 3; run it yourself and read what it prints, it may want you to log in");
  }

  @Test
  void pluginIsStoppedAfterItsTimeLimit() throws IOException {
    command("sleep 600", token("abc"));
    KubeconfigFields entry =
        KubeconfigFields.of(
            folder.resolve("kubeconfig"),
            Map.of(
                "apiVersion",
                V1,
                "command",
                folder + "/log-in",
                "args",
                List.of("--password=hunter2"),
                "interactiveMode",
                "Never"));
    ExecEntry exec = ExecEntry.of(entry);
    UserEntry nobody = UserEntry.of("u", entry);
    ClusterEntry somewhere = ClusterEntry.of("c", entry);

    assertThatThrownBy(
            () ->
                new ExecPlugin(
                        nobody,
                        exec,
                        somewhere,
                        Map.of("PATH", "/usr/bin:/bin"),
                        Duration.ofSeconds(1))
                    .credential())
        .hasMessage(
            "the command '%s/log-in', which fetches the credentials of user 'u' in kubeconfig '%s/kubeconfig', must end within 1 s, and was stopped; run it yourself, it may want you to log in"
                .formatted(folder, folder));
  }

  @Test
  void hidesTheTokenAndTheKeyThatItFetches() throws IOException {
    command(
        "true",
        answer(
            V1,
            "\"token\":\"fetched-token\",\"clientCertificateData\":\"crt\",\"clientKeyData\":\"-----BEGIN KEY-----\\nfetched-key\\n-----END KEY-----\""));
    SecretMask secrets = new SecretMask();
    login(secrets).authorization();

    assertThat(secrets.mask("fetched-token fetched-key")).isEqualTo("(sensitive) (sensitive)");
  }

  @Test
  void hidesThePasswordAndTheKeyOfTheKubeconfig() throws IOException {
    Files.writeString(folder.resolve("key.pem"), "-----BEGIN KEY-----\nkey-in-a-file\n");
    Files.writeString(folder.resolve("crt.pem"), "crt");
    user =
        "username: me, password: basic-password, client-key-data: %s"
            .formatted(base64("a-key-as-data"));
    SecretMask secrets = new SecretMask();
    Login login = login(secrets);

    // All but the name, and what the last character shares with the padding.
    assertThat(secrets.mask(login.authorization().toString()))
        .isEqualTo("{Authorization=Basic bWU6(sensitive)Q=}");
    assertThat(secrets.mask("basic-password a-key-as-data")).isEqualTo("(sensitive) (sensitive)");

    user = "client-certificate: crt.pem, client-key: key.pem";
    login(secrets).certificate();

    assertThat(secrets.mask("key-in-a-file")).isEqualTo("(sensitive)");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"v1, v1beta1", "v1beta1, v1"})
  void answersInTheVersionThatItsEntryNames(String entry, String answer) throws IOException {
    user = user.replace("k8s.io/v1", "k8s.io/" + entry);
    command("true", answer("client.authentication.k8s.io/" + answer, "\"token\":\"abc\""));

    assertRefused(
        "print the apiVersion of its exec entry, 'client.authentication.k8s.io/%s', got 'client.authentication.k8s.io/%s'; set exec.apiVersion to the one that it prints"
            .formatted(entry, answer));

    command("true", answer("client.authentication.k8s.io/" + entry, "\"token\":\"abc\""));
    assertThat(authorization()).isEqualTo("Bearer abc");
  }

  @ParameterizedTest
  @CsvSource({"secret", "[]", "null", "{}"})
  void reportsThatThePluginPrintsNoCredential(String answer) throws IOException {
    command("true", answer);

    assertRefused(
        "print an ExecCredential, got something else; run it yourself and read what it prints");
  }

  @Test
  void reportsWhatIsWrongWithItsCredential() throws IOException {
    for (String status : List.of("", "\"clientKeyData\":\"x\"", "\"token\":null")) {
      command("true", answer(V1, status));
      assertRefused(
          "print a token, or a client certificate with its key, got neither; run it yourself and read what it prints");
    }
    command("true", token("abc\\n"));
    assertRefused(
        "print a token of one line, got several; run it yourself and read what it prints");

    command("true", answer(V1, "\"token\":\"a\",\"expirationTimestamp\":\"soon\""));
    assertRefused(
        "print a time in RFC 3339 as expirationTimestamp, got another text; update the command");

    command("true", answer("s3cret", "\"token\":\"a\""));
    assertRefused(
        "print the apiVersion of its exec entry, '%s', got another; set exec.apiVersion to the one that it prints"
            .formatted(V1));
  }

  private void assertRefused(String rule) {
    assertThatThrownBy(this::authorization)
        .hasMessage(
            "the command '%s/log-in', which fetches the credentials of user 'u' in kubeconfig '%s/kubeconfig', must %s"
                .formatted(folder, folder, rule));
  }

  private String authorization() throws IOException {
    return login().authorization().getOrDefault("Authorization", "");
  }

  private Login login() throws IOException {
    return login(new SecretMask());
  }

  private Login login(SecretMask secrets) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {%s}}]
            users: [{name: u, user: {%s}}]
            contexts: [{name: prod, context: {cluster: c, user: u}}]
            """
                .formatted(cluster, user));
    return Kubeconfig.read(List.of(file))
        .connection("prod")
        .orElseThrow()
        .login(
            Map.of(
                "PATH", "/usr/bin:/bin",
                "PLACE", "here",
                "FLOTILLA_PASS_VARIABLES", "PLACE"),
            secrets);
  }

  private static String token(String token) {
    return answer(V1, "\"token\":\"" + token + "\"");
  }

  private static String answer(String apiVersion, String status) {
    return "{\"kind\":\"ExecCredential\",\"apiVersion\":\"%s\",\"status\":{%s}}"
        .formatted(apiVersion, status);
  }

  private void command(String script, String answer) throws IOException {
    Path printed = Files.writeString(folder.resolve("answer"), answer);
    Path file =
        Files.writeString(
            folder.resolve("log-in"), "#!/bin/sh\n%s\ncat '%s'\n".formatted(script, printed));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}

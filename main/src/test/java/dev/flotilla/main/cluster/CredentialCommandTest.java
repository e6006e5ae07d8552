package dev.flotilla.main.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final char[] PASSWORD = "only-here".toCharArray();

  @TempDir Path folder;

  @Test
  void logsInWithATokenWhateverItWarnsOf() throws IOException {
    command("echo 'a new version is available' >&2; echo '{\"status\":{\"token\":\"abc\"}}'");

    assertThat(login().getAutoOAuthToken()).isEqualTo("abc");
  }

  @Test
  void getsItsArgumentsTheEnvironmentAndWhatKubectlTellsIt() throws IOException {
    command("echo \"{\\\"status\\\":{\\\"token\\\":\\\"$1 $PROFILE $PLACE\\\"}}\"");
    assertThat(login().getAutoOAuthToken()).isEqualTo("get-token prod here");

    command(
        "case $KUBERNETES_EXEC_INFO in *authentication.k8s.io/v1*) echo '{\"status\":{\"token\":\"told\"}}';; esac");
    assertThat(login().getAutoOAuthToken()).isEqualTo("told");
  }

  @ParameterizedTest
  @CsvSource({"EC, EC", "RSA, RSA"})
  void logsInWithACertificateAndAKeyOfEitherAlgorithm(String algorithm, String told)
      throws IOException, GeneralSecurityException, InterruptedException {
    credential(algorithm);

    assertThat(login().getClientKeyAlgo()).isEqualTo(told);
    assertThatCode(() -> access().connect(Map.of()).close()).doesNotThrowAnyException();
  }

  @Test
  void refusesAKeyThatTheClientCannotUse()
      throws IOException, GeneralSecurityException, InterruptedException {
    credential("Ed25519");

    assertThatThrownBy(this::login)
        .hasMessage(
            "the client key of context 'prod' of '%s' must be RSA or EC, got 'EdDSA'; log in with another"
                .formatted(access().kubeconfig()));
  }

  @Test
  void saysThatItIsNotThere() {
    assertRefused("be there; install it, or put it on the PATH");
  }

  @Test
  void saysThatItFailsAndWhy() throws IOException {
    command("echo 'the session has expired' >&2; exit 3");

    assertRefused(
        "succeed, got exit code 3; run it yourself, it may want you to log in\nthe session has expired");
  }

  @ParameterizedTest
  @CsvSource({
    "echo secret, 'print an ExecCredential, got something else; run it yourself'",
    "echo {}, 'print a token, or a client certificate with its key, got neither; run it yourself'"
  })
  void saysThatItPrintsNoCredential(String script, String rule) throws IOException {
    command(script);

    assertRefused(rule);
  }

  private void assertRefused(String rule) {
    assertThatThrownBy(this::login)
        .hasMessage(
            "the command './log-in', which fetches the credentials of context 'prod' of '%s', must %s"
                .formatted(access().kubeconfig(), rule));
  }

  private Config login() throws IOException {
    Files.writeString(
        access().kubeconfig(),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
        users:
        - name: u
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1
              command: ./log-in
              args: [get-token]
              env: [{name: PROFILE, value: prod}]
              interactiveMode: Never
        contexts: [{name: prod, context: {cluster: c, user: u}}]
        """);
    return new Kubeconfig(access()).clientConfig(Map.of("PATH", "/usr/bin:/bin", "PLACE", "here"));
  }

  private Access access() {
    return new Access("prod", folder.resolve("kubeconfig"), "the fleet", "prod", new TreeMap<>());
  }

  private void command(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("log-in"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** Makes the command print a new key, in PKCS #8, and its certificate. */
  private void credential(String algorithm)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-alias",
                "me",
                "-dname",
                "CN=me",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertThat(keytool.waitFor()).as("exit code of keytool").isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(store)) {
      keys.load(content, PASSWORD);
    }
    ObjectNode status = JSON.createObjectNode();
    status.put("clientCertificateData", pem("CERTIFICATE", keys.getCertificate("me").getEncoded()));
    status.put("clientKeyData", pem("PRIVATE KEY", keys.getKey("me", PASSWORD).getEncoded()));
    Path printed = folder.resolve("credential.json");
    Files.writeString(printed, JSON.createObjectNode().set("status", status).toString());
    command("cat '" + printed + "'");
  }

  private static String pem(String kind, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind);
  }
}

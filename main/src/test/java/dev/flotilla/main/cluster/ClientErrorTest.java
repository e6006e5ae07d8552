package dev.flotilla.main.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads of a request that an API server or a proxy has not answered as it should. */
class ClientErrorTest {
  private static final String STATUS =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"%s\",\"code\":%d}";

  /** Of an Ed25519 key, which the client cannot use. */
  private static final String ED25519 =
      """
      -----BEGIN CERTIFICATE-----
      MIIBMDCB46ADAgECAhQPeUTmlqTyXowlFQeJXy6hd7VSyzAFBgMrZXAwDTELMAkG
      A1UEAwwCbWUwIBcNMjYxMTMwMTYyMDMyWhgPMjEyNjExMDYxNjIwMzJaMA0xCzAJ
      BgNVBAMMAm1lMCowBQYDK2VwAyEA8q0Jg+PKhED3vRLtYts3u0CluLReWGl3pi52
      DI4DvJyjUzBRMB0GA1UdDgQWBBS07AE1Z2XKWzJWmaKTH2FmcSz3ETAfBgNVHSME
      GDAWgBS07AE1Z2XKWzJWmaKTH2FmcSz3ETAPBgNVHRMBAf8EBTADAQH/MAUGAytl
      cANBANCNdG4upASSIP92UDPNjjvbZNTaoGy7PJHtfmyG1qZqYJO65xQk/AJYOzpx
      fSH6t0IFKoVgBC6+t6LwtGaEuQg=
      -----END CERTIFICATE-----
      """;

  private static TestApiServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
    server = new TestApiServer(folder, "ip:127.0.0.1");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void reset() {
    server.answering(
        TestApiServer.VERSION, 404, "application/json", STATUS.formatted("not found", 404));
  }

  @Test
  void reportsCredentialsThatTheServerRefuses() {
    server.answering(
        TestApiServer.VERSION, 401, "application/json", STATUS.formatted("Unauthorized", 401));

    assertRefused(
        "token: t",
        where()
            + " must accept these credentials, got '401 Unauthorized'; renew the credentials of the context");
  }

  @Test
  void reportsAPermissionThatTheUserDoesNotHave() {
    server.answering(
        TestApiServer.VERSION,
        403,
        "application/json",
        STATUS.formatted("fluxinstances is forbidden: User 'me' cannot get resource", 403));

    assertRefused(
        "token: t",
        where()
            + " refused the request: fluxinstances is forbidden: User 'me' cannot get resource; ask for the permission, or use another context");
  }

  @Test
  void reportsAServerThatFails() {
    server.answering(
        TestApiServer.VERSION,
        500,
        "application/json",
        STATUS.formatted("etcdserver: no leader", 500));

    assertRefused(
        "token: t",
        where()
            + " must be reachable, got 'etcdserver: no leader'; start it, or check the network and the context");
  }

  @Test
  void reportsAnInterruption() {
    Thread.currentThread().interrupt();
    try {
      assertRefused("token: t", "cluster 'staging': interrupted; run the command again");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void refusesAClientKeyThatIsNeitherRsaNorEc() {
    assertRefused(
        "client-certificate-data: %s, client-key-data: eHl6".formatted(base64(ED25519)),
        "the client key of context 'staging' of '%s' must be RSA or EC, got 'EdDSA'; log in with another"
            .formatted(kubeconfig()));
  }

  @Test
  void refusesAClientCertificateThatIsNotPem() {
    assertRefused(
        "client-certificate-data: eHl6, client-key-data: eHl6",
        "the client certificate of context 'staging' of '%s' must be readable PEM; log in again"
            .formatted(kubeconfig()));
  }

  @Test
  void refusesACertificateAuthorityThatIsNotPem() {
    assertRefused(
        "server: 'https://127.0.0.1:%d', certificate-authority-data: eHl6".formatted(server.port()),
        "token: t",
        "the certificates of context 'staging' of '%s' must be readable PEM; log in again"
            .formatted(kubeconfig()));
  }

  @ParameterizedTest
  @CsvSource({
    "me:other, me:hidden@, it refuses the user or the password",
    "me:other, '', it requires another login method",
  })
  void reportsARefusalOfASocksProxy(String login, String user, String reason) throws IOException {
    try (TestProxy proxy = new TestProxy("socks5", login)) {
      assertRefused(
          server.cluster("127.0.0.1")
              + ", proxy-url: 'socks5://%s127.0.0.1:%d'".formatted(user, proxy.port()),
          "token: t",
          where()
              + " must be reachable, got 'proxy 127.0.0.1:%d: %s'; start it, or check the network and the context"
                  .formatted(proxy.port(), reason));
    }
  }

  private void assertRefused(String user, String message) {
    assertRefused(server.cluster("127.0.0.1"), user, message);
  }

  private void assertRefused(String cluster, String user, String message) {
    assertThatThrownBy(
            () -> {
              try (LiveCluster live =
                  TestApiServer.connect(folder, cluster, user, Map.of(), new SecretMask())) {
                live.find(ResourceKinds.FLUX_INSTANCE, "flux");
              }
            })
        .hasMessage(message);
  }

  private String where() {
    return "cluster 'staging' at https://127.0.0.1:%d (context 'staging' of '%s')"
        .formatted(server.port(), kubeconfig());
  }

  private Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}

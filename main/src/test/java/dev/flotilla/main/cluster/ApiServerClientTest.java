package dev.flotilla.main.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import dev.flotilla.main.cluster.ownership.FieldOwnershipRelease;
import dev.flotilla.main.report.SecretMask;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerClientTest {
  private static final String NOT_FOUND =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"not found\",\"reason\":\"NotFound\",\"code\":404}";

  private static final String APPLIED_INSTANCE =
      """
      {"apiVersion": "fluxcd.controlplane.io/v1", "kind": "FluxInstance",
       "metadata": {"name": "flux", "namespace": "flux-system",
         "labels": {"kustomize.toolkit.fluxcd.io/name": "flux-system"},
         "managedFields": [{"manager": "terraform-provider-helm_v3.1.2"}]}}
      """;

  private static TestApiServer server;

  @TempDir Path folder;

  private final Map<String, String> environment = new TreeMap<>();
  private final SecretMask secrets = new SecretMask();

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
    server = new TestApiServer(folder, "ip:127.0.0.1,dns:api.acme.example");
  }

  @BeforeEach
  void reset() {
    server.requests().clear();
    server.answering(TestApiServer.VERSION, 404, "application/json", NOT_FOUND);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void logsInWithAToken() throws IOException {
    assertThat(headers("token: kubeconfig-token").get("Authorization"))
        .containsExactly("Bearer kubeconfig-token");
    assertThat(secrets.mask("got kubeconfig-token")).isEqualTo("got (sensitive)");
  }

  @Test
  void logsInWithTheFileOfATokenAsItIsNow() throws IOException {
    Files.writeString(folder.resolve("token"), "from-a-file\n");

    assertThat(headers("token: other, tokenFile: token").get("Authorization"))
        .containsExactly("Bearer from-a-file");
    assertThat(secrets.mask("got from-a-file")).isEqualTo("got (sensitive)");
  }

  @Test
  void logsInWithAPasswordOfAnyCharacters() throws IOException {
    assertThat(headers("username: me, password: 'pä:ss wörd'").get("Authorization"))
        .containsExactly("Basic bWU6cMOkOnNzIHfDtnJk");
  }

  @Test
  void actsAsAnotherUserAsKubectlDoes() throws IOException {
    Headers headers =
        headers(
            "token: t, as: nobody@acme.example, as-uid: '7', as-groups: [a, b], as-user-extra: {Acme.example/scope: [x, y]}");

    assertThat(headers.get("Impersonate-User")).containsExactly("nobody@acme.example");
    assertThat(headers.get("Impersonate-Uid")).containsExactly("7");
    assertThat(headers.get("Impersonate-Group")).containsExactly("a", "b");
    assertThat(headers.get("Impersonate-Extra-Acme.example%2fscope")).containsExactly("x", "y");
    assertThat(headers.get("Authorization")).containsExactly("Bearer t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KUBERNETES_MASTER",
        "KUBERNETES_SERVICE_HOST",
        "KUBERNETES_TRUST_CERTIFICATES",
        "KUBERNETES_AUTH_TOKEN",
        "KUBERNETES_NAMESPACE",
        "KUBECONFIG",
        "HTTP_PROXY",
        "ALL_PROXY"
      })
  void ignoresTheAccessOfSystemProperties(String variable) throws IOException {
    // The library reads a system property of this name as it reads the variable.
    String property = variable.toLowerCase(Locale.ROOT).replace('_', '.');
    System.setProperty(property, "https://127.0.0.1:1");
    try {
      assertThat(headers("token: kubeconfig-token").get("Authorization"))
          .containsExactly("Bearer kubeconfig-token");
    } finally {
      System.clearProperty(property);
    }
  }

  @Test
  void checksTheNameThatTheKubeconfigGivesToTheServer() throws IOException {
    String cluster = server.cluster("127.0.0.1") + ", tls-server-name: ";

    try (LiveCluster live = connect(cluster + "api.acme.example", "token: t")) {
      assertThat(live.find(ResourceKinds.FLUX_INSTANCE, "flux")).isEmpty();
    }
    try (LiveCluster live = connect(cluster + "other.acme.example", "token: t")) {
      assertThatThrownBy(() -> live.find(ResourceKinds.FLUX_INSTANCE, "flux"))
          .hasMessageContaining(
              "No subject alternative DNS name matching other.acme.example found");
    }
  }

  @Test
  void trustsOnlyTheAuthorityOfTheKubeconfig() throws IOException {
    String other = "server: 'https://127.0.0.1:%d'".formatted(server.port());
    try (LiveCluster live = connect(other, "token: t")) {
      assertThatThrownBy(() -> live.find(ResourceKinds.FLUX_INSTANCE, "flux"))
          .hasMessageContaining("unable to find valid certification path");
    }
    assertThat(server.requests()).isEmpty();
    try (LiveCluster live =
        connect(
            other + ", insecure-skip-tls-verify: true, disable-compression: true", "token: t")) {
      assertThat(live.find(ResourceKinds.FLUX_INSTANCE, "flux")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"http, ''", "http, me:pa%20ss@", "socks5, ''", "socks5, me:pa%20ss@"})
  void goesThroughTheProxyOfTheKubeconfig(String scheme, String login) throws IOException {
    try (TestProxy proxy = new TestProxy(scheme, login.isEmpty() ? "" : "me:pa ss");
        LiveCluster live =
            connect(
                server.cluster("127.0.0.1")
                    + ", proxy-url: '%s://%s127.0.0.1:%d'".formatted(scheme, login, proxy.port()),
                "token: t")) {
      assertThat(live.find(ResourceKinds.FLUX_INSTANCE, "flux")).isEmpty();
      assertThat(proxy.targets()).containsOnly("127.0.0.1:" + server.port());
    }
  }

  @Test
  void usesNoProxyToAServerWithoutTls() {
    assertThatThrownBy(
            () ->
                connect("server: 'http://api.acme.example', proxy-url: 'http://p:1'", "token: t")
                    .close())
        .hasMessage(
            "kubeconfig '%s': cluster 'c': server must be an https URL to be reached through a proxy, got 'http://api.acme.example'; set one, or remove the proxy"
                .formatted(folder.resolve("kubeconfig")));
  }

  @Test
  void reportsARefusalOfTheProxy() throws IOException {
    try (TestProxy proxy = new TestProxy("http", "me:other");
        LiveCluster live =
            connect(
                server.cluster("127.0.0.1")
                    + ", proxy-url: 'http://me:hidden-word@127.0.0.1:%d'".formatted(proxy.port()),
                "token: t")) {
      assertThatThrownBy(() -> live.find(ResourceKinds.FLUX_INSTANCE, "flux"))
          .hasMessage(
              "cluster 'staging' at https://127.0.0.1:%d (context 'staging' of '%s') must be reachable, got 'proxy 127.0.0.1:%d: it answers '407 no''; start it, or check the network and the context"
                  .formatted(server.port(), folder.resolve("kubeconfig"), proxy.port()));
      assertThat(secrets.mask("me:hidden-word")).isEqualTo("(sensitive)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 429, 502, 503, 504})
  void repeatsARequestThatWasLost(int failure) throws IOException {
    try (LiveCluster live = connect(server.cluster("127.0.0.1"), "token: t")) {
      server.failNext(failure, failure);
      assertThat(live.find(ResourceKinds.FLUX_INSTANCE, "flux")).isEmpty();
      server.failNext(failure);
      assertThat(live.find(ResourceKinds.FLUX_INSTANCE, "flux")).isEmpty();
    }
  }

  @Test
  void repeatsALostRequestOnlyAFewTimes() throws IOException {
    try (LiveCluster live = connect(server.cluster("127.0.0.1"), "token: t")) {
      server.failNext(503, 503, 503, 503, 503, 503, 503, 503);
      assertThatThrownBy(() -> live.find(ResourceKinds.FLUX_INSTANCE, "flux"))
          .hasMessageContaining("must be reachable, got '");
      assertThat(server.requests()).hasSize(4);
    }
  }

  /** After a retry nobody knows which of the two requests has made the change. */
  @ParameterizedTest
  @ValueSource(ints = {0, 429, 502, 503, 504})
  void repeatsNoWriteThatMustHappenOnce(int failure) throws IOException {
    server.answering(TestApiServer.VERSION, 200, "application/json", APPLIED_INSTANCE);
    try (LiveCluster live = connect(server.cluster("127.0.0.1"), "token: t")) {
      assertThat(live.find(ResourceKinds.FLUX_INSTANCE, "flux")).isPresent();
      server.failNextWrites(failure, failure);

      server.requests().clear();
      assertThatThrownBy(() -> new FluxNamespace(live).createSecret(secret()))
          .hasMessageContaining("must be reachable, got '");
      assertThat(writes()).isEqualTo(1);

      server.requests().clear();
      assertThatThrownBy(() -> FieldOwnershipRelease.of(live))
          .hasMessageContaining("must be reachable, got '");
      assertThat(writes()).isEqualTo(1);
    }
  }

  private static long writes() {
    return server.requests().stream()
        .filter(headers -> headers.containsKey("Content-type"))
        .count();
  }

  private static GenericKubernetesResource secret() {
    return Serialization.unmarshal(
        "apiVersion: v1\nkind: Secret\nmetadata: {name: ghcr-auth, namespace: flux-system}",
        GenericKubernetesResource.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 404, text/html, <html>not here</html>, '''404'' from /version'",
    "'', 404, application/json, {}, '''404'' from /version'",
    "'', 200, text/html, <html>log in</html>, no JSON from /version",
    "'', 200, application/json, {}, another answer to /version",
    "'', 200, application/json, [], another answer to /version",
    "'{\"version\":\"2.1\"}', 404, application/json, {}, another answer to /version",
  })
  void refusesAServerThatIsNotAnApiServer(
      String version, int code, String type, String answer, String got) throws IOException {
    server.answering(version, code, type, answer);

    try (LiveCluster live = connect(server.cluster("127.0.0.1"), "token: t")) {
      assertThatThrownBy(() -> live.find(ResourceKinds.FLUX_INSTANCE, "flux"))
          .hasMessage(
              "cluster 'staging' at https://127.0.0.1:%d (context 'staging' of '%s') must be a Kubernetes API server, got %s; correct the server of the context"
                  .formatted(server.port(), folder.resolve("kubeconfig"), got));
    }
  }

  /** Returns the headers of the last request of a user. */
  private Headers headers(String user) throws IOException {
    try (LiveCluster live = connect(server.cluster("127.0.0.1"), user)) {
      assertThat(live.find(ResourceKinds.FLUX_INSTANCE, "flux")).isEmpty();
    }
    return server.requests().get(server.requests().size() - 1);
  }

  private LiveCluster connect(String cluster, String user) throws IOException {
    return TestApiServer.connect(folder, cluster, user, environment, secrets);
  }
}

package dev.flotilla.main.cluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.TestApiServer;
import dev.flotilla.main.cluster.flux.FluxObject;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  @TempDir Path folder;

  private TestApiServer server;
  private LiveCluster cluster;

  @BeforeEach
  void connect() throws IOException, GeneralSecurityException {
    server = new TestApiServer(folder, "ip:127.0.0.1");
    answeringWith(404);
    cluster =
        TestApiServer.connect(
            folder, server.cluster("127.0.0.1"), "token: t", Map.of(), new SecretMask());
  }

  private void answeringWith(int code) {
    server.answering(
        TestApiServer.VERSION,
        code,
        "application/json",
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"no\",\"code\":%d}"
            .formatted(code));
  }

  @AfterEach
  void close() {
    cluster.close();
    server.close();
  }

  /** The plural is the cluster's own, as is whether there are namespaces. */
  @Test
  void findsAnObjectOfACustomKind() {
    server.answeringAt(
        "/apis/acme.example/v1",
        """
        {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "acme.example/v1",
         "resources": [
          {"name": "geese", "singularName": "goose", "namespaced": true, "kind": "Goose", "verbs": ["list"]},
          {"name": "flocks", "singularName": "flock", "namespaced": false, "kind": "Flock", "verbs": ["list"]}]}
        """);
    server.answeringAt("/apis/acme.example/v1/geese", list("Goose", "\"namespace\": \"web\","));
    server.answeringAt("/apis/acme.example/v1/flocks", list("Flock", ""));

    assertThat(find("acme.example", "Goose", "web")).isPresent();
    assertThat(find("acme.example", "Goose", "other")).isEmpty();
    assertThat(find("acme.example", "Flock", "")).isPresent();
    assertThat(find("acme.example", "Duck", "web")).isEmpty();
    assertThat(find("other.example", "Duck", "web")).isEmpty();
  }

  @Test
  void findsAPodByItself() {
    server.answeringAt(
        "/api/v1/namespaces/web/pods/a",
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\", \"namespace\": \"web\"}}");

    assertThat(find("", "Pod", "web")).isPresent();
    assertThat(find("", "Pod", "other")).isEmpty();
  }

  @Test
  void findsTheNewestEvent() {
    String event =
        "{\"apiVersion\": \"v1\", \"kind\": \"Event\", \"metadata\": {\"name\": \"e\"}, \"type\": \"Warning\", \"reason\": \"%s\", \"lastTimestamp\": \"2026-11-29T12:0%d:00Z\"}";
    server.answeringAt(
        "/api/v1/namespaces/web/events",
        "{\"apiVersion\": \"v1\", \"kind\": \"EventList\", \"items\": [%s, %s]}"
            .formatted(event.formatted("Newest", 2), event.formatted("Older", 1)));

    assertThat(new Snapshot(cluster).newestEvent(id("", "Pod", "web")))
        .map(ObjectEvent::reason)
        .contains("Newest");
  }

  @Test
  void reportsWhatTheAccountMayNotRead() {
    answeringWith(403);

    assertThatThrownBy(() -> find("", "Pod", "web"))
        .hasMessageContaining("refused the request: no");
    assertThatThrownBy(() -> find("apps", "Deployment", "web"))
        .hasMessageContaining("refused the request: no");
  }

  private Optional<FluxObject> find(String group, String kind, String namespace) {
    return new Snapshot(cluster).apply(id(group, kind, namespace));
  }

  private static ObjectId id(String group, String kind, String namespace) {
    return new ObjectId(group, "v1", kind, namespace, "a");
  }

  private static String list(String kind, String namespace) {
    return """
        {"apiVersion": "acme.example/v1", "kind": "%1$sList", "items": [
          {"apiVersion": "acme.example/v1", "kind": "%1$s", "metadata": {%2$s "name": "a"}}]}
        """
        .formatted(kind, namespace);
  }
}

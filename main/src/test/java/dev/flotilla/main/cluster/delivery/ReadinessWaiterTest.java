package dev.flotilla.main.cluster.delivery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.TestApiServer;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a deploy ends before its time is over. */
class ReadinessWaiterTest {
  private static final String FLUX = "/apis/fluxcd.controlplane.io/v1";
  private static final String KUSTOMIZE = "/apis/kustomize.toolkit.fluxcd.io/v1";
  private static final String SOURCES = "/apis/source.toolkit.fluxcd.io/v1";
  private static final String FLEET = "latest@sha256:0f1e";

  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();
  private final AtomicLong time = new AtomicLong();
  private TestApiServer server;

  @BeforeEach
  void startAClusterThatSyncsItsFleet() throws IOException, GeneralSecurityException {
    server = new TestApiServer(folder, "ip:127.0.0.1");
    server.answering(
        TestApiServer.VERSION,
        404,
        "application/json",
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":404}");
    server.answeringAt(
        FLUX + "/namespaces/flux-system/fluxinstances/flux",
        """
        {"apiVersion": "fluxcd.controlplane.io/v1", "kind": "FluxInstance",
         "metadata": {"name": "flux", "namespace": "flux-system", "generation": 1},
         "spec": {"sync": {"url": "oci://ghcr.io/acme/fleet", "ref": "latest", "path": "clusters/staging"}}}
        """);
    server.answeringAt("/api/v1/secrets", "{\"kind\":\"SecretList\",\"items\":[]}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void endsAtOnceWhereNothingWasPublished() throws IOException {
    source(
        "",
        "False",
        "OCIArtifactPullFailed",
        "GET https://ghcr.io/v2/acme/fleet/manifests/latest: MANIFEST_UNKNOWN: manifest unknown");
    kustomization("False", "ArtifactFailed", "Source artifact not found, retrying in 30s");

    assertEnds(
        """
        cluster 'staging' has nothing to apply: nothing is published that source 'flux-system/flux-system' fetches
        OCIRepository/flux-system/flux-system: not found: GET https://ghcr.io/v2/acme/fleet/manifests/latest: MANIFEST_UNKNOWN: manifest unknown
        Kustomization/flux-system/flux-system: waiting: Source artifact not found, retrying in 30s
        run 'flotilla publish', or deploy with --flux-only\
        """);
  }

  @Test
  void endsWhereNothingCanGetReadyByItself() throws IOException {
    source(FLEET, "True", "Succeeded", "stored artifact");
    kustomization("False", "BuildFailed", "kustomization.yaml: no such file");

    assertEnds(
        """
        cluster 'staging' does not become ready by itself: what failed has not changed for 60 s
        Kustomization/flux-system/flux-system: kustomization.yaml: no such file
        fix what failed, publish it, and deploy again\
        """);
  }

  private void assertEnds(String message) throws IOException {
    Standstill standstill =
        new Standstill(() -> time.addAndGet(Standstill.MIN_STANDSTILL.toNanos()));
    try (LiveCluster cluster =
        TestApiServer.connect(
            folder, server.cluster("127.0.0.1"), "token: t", Map.of(), new SecretMask())) {
      ReadinessWaiter readiness =
          new ReadinessWaiter(cluster, Duration.ofMinutes(5), progress::add, standstill);

      assertThatThrownBy(readiness::awaitFleet).hasMessage(message);
    }
  }

  private void source(String revision, String ready, String reason, String message) {
    String object =
        object(
            "source.toolkit.fluxcd.io/v1",
            "OCIRepository",
            "",
            revision.isEmpty() ? "" : "\"artifact\": {\"revision\": \"" + revision + "\"},",
            ready,
            reason,
            message);
    server.answeringAt(SOURCES + "/ocirepositories", list(object));
    server.answeringAt(SOURCES + "/namespaces/flux-system/ocirepositories/flux-system", object);
  }

  private void kustomization(String ready, String reason, String message) {
    server.answeringAt(
        KUSTOMIZE + "/kustomizations",
        list(
            object(
                "kustomize.toolkit.fluxcd.io/v1",
                "Kustomization",
                "\"sourceRef\": {\"kind\": \"OCIRepository\", \"name\": \"flux-system\"}",
                "",
                ready,
                reason,
                message)));
  }

  private static String list(String object) {
    return "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [" + object + "]}";
  }

  private static String object(
      String apiVersion,
      String kind,
      String spec,
      String status,
      String ready,
      String reason,
      String message) {
    return """
        {"apiVersion": "%s", "kind": "%s",
         "metadata": {"name": "flux-system", "namespace": "flux-system", "generation": 1},
         "spec": {%s},
         "status": {%s "conditions": [{"type": "Ready", "status": "%s", "reason": "%s",
           "message": "%s", "observedGeneration": 1}]}}
        """
        .formatted(apiVersion, kind, spec, status, ready, reason, message);
  }
}

package dev.flotilla.main.rollout.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.version.FluxUpgrade;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.TestApiServer;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import dev.flotilla.main.rollout.RolloutRing;
import dev.flotilla.main.rollout.live.ClusterQuestions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster of Kubernetes 1.36, as its API server answers. */
class UpgradeGateTest {
  private static final Cluster STAGING = Cluster.workload("staging", Environment.STAGING).build();
  private static final RolloutRing RING =
      new RolloutRing(new RingName("canary"), "latest-canary", "");

  @TempDir Path folder;

  private TestApiServer server;
  private String flux = "v2.8.8";

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    server = new TestApiServer(folder, "ip:127.0.0.1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void stored(String versions) {
    server.answeringAt(
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinitionList", "items": [
          {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
           "metadata": {"name": "buckets.source.toolkit.fluxcd.io"},
           "status": {"storedVersions": [%s]}}]}
        """
            .formatted(versions));
  }

  private UpgradeGate gate(String version, boolean mayGoDown) {
    TreeMap<String, FluxUpgrade> upgrades = new TreeMap<>();
    upgrades.put("staging", new FluxUpgrade(version, "0.59.0", true));
    ClusterQuestions questions =
        (clusters, work) -> {
          FluxStatus status =
              new FluxStatus(
                  "staging",
                  true,
                  true,
                  flux,
                  "v0.59.0",
                  SyncTarget.NONE,
                  List.of(),
                  List.of(),
                  "");
          try (LiveCluster live =
              TestApiServer.connect(
                  folder, server.cluster("127.0.0.1"), "token: t", Map.of(), new SecretMask())) {
            work.accept(live, status);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return List.of(status);
        };
    return new UpgradeGate(upgrades, ring -> List.of(STAGING), questions, mayGoDown);
  }

  @Test
  void ringWhoseClustersCanRunTheReleaseIsNotHeld() {
    stored("\"v1\"");

    assertThat(gate("2.9.5", false).hold(RING)).isEmpty();
  }

  @Test
  void clusterWithObjectsInAVersionThatIsGoneHoldsUpTheRing() {
    stored("\"v1\", \"v1beta2\"");
    flux = "v2.6.4";

    assertThatThrownBy(() -> gate("2.9.5", false).hold(RING))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "ring 'canary' stays where it is, cluster 'staging': Flux '2.9.5' no longer has version"
                + " 'v1beta2' of 'buckets.source.toolkit.fluxcd.io', in which the cluster has"
                + " objects stored; roll out Flux 2.7 first, with which the operator stores them"
                + " anew");
  }

  @Test
  void clusterThatDoesNotShowWhatItHasStoredHoldsUpTheRing() {
    flux = "v2.6.4";

    assertThatThrownBy(() -> gate("2.9.5", false).hold(RING))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "ring 'canary' stays where it is, cluster 'staging': the versions that it has objects"
                + " stored in must be readable, got: ")
        .hasMessageEndingWith("; let the kubeconfig list customresourcedefinitions");
  }

  @Test
  void definitionsAreReadOnlyForAnotherFlux() {
    stored("\"v1beta2\"");
    flux = "v2.9.5";

    assertThat(gate("2.9.5", false).hold(RING)).isEmpty();
  }

  @Test
  void olderFluxIsRefusedUnlessItIsAllowed() {
    stored("\"v1\"");
    flux = "v2.9.5";

    assertThatThrownBy(() -> gate("2.9.4", false).hold(RING))
        .hasMessageContaining("Flux must not be lowered")
        .hasMessageEndingWith("add --allow-downgrade");
    assertThat(gate("2.9.4", true).hold(RING)).isEmpty();
  }

  @Test
  void clusterThatTheReleaseDoesNotHaveIsNotAsked() {
    UpgradeGate gate =
        new UpgradeGate(
            new TreeMap<>(),
            ring -> List.of(STAGING),
            (clusters, work) -> {
              assertThat(clusters).isEmpty();
              return List.of();
            },
            false);

    assertThat(gate.hold(RING)).isEmpty();
  }
}

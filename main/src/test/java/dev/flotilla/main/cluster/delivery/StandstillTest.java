package dev.flotilla.main.cluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandstillTest {
  private static final String REFUSED =
      "ClusterRole/web-reader dry-run failed (Forbidden): clusterroles is forbidden";

  private final TestFleet cluster = new TestFleet();
  private long now;
  private final Standstill standstill = new Standstill(() -> now);

  @Test
  void standstillIsReachedWhenEveryFailureIsFinal() {
    apps("ReconciliationFailed", REFUSED);

    assertThat(isReachedAfter(0)).isFalse();
    assertThat(isReachedAfter(59)).isFalse();
    assertThat(isReachedAfter(1)).isTrue();
  }

  /** A release that is out of retries, and what has stalled for another reason. */
  @Test
  void standstillIsReachedWhenAControllerHasStalled() {
    release("UpgradeFailed", "Stalled", "True");
    isReachedAfter(0);
    assertThat(isReachedAfter(61)).isTrue();

    release("UpgradeFailed", "Reconciling", "True");
    isReachedAfter(0);
    assertThat(isReachedAfter(61)).isFalse();
  }

  private void release(String reason, String type, String status) {
    cluster.kustomizationWaitsFor("backend_shop_helm.toolkit.fluxcd.io_HelmRelease");
    cluster.putObject(
        "helm.toolkit.fluxcd.io",
        "HelmRelease",
        "backend",
        "shop",
        """
        spec: {}
        status:
          conditions:
          - {type: Ready, status: "False", reason: %s, message: upgrade failed, observedGeneration: 2}
          - {type: %s, status: "%s", reason: RetriesExceeded, message: Failed to upgrade after 4 attempts}
        """
            .formatted(reason, type, status));
  }

  @Test
  void standstillIsReachedWhenAJobHasFailed() {
    cluster.kustomizationWaitsFor("backend_migrate_batch_Job");
    String failed =
        "spec: {%s}\nstatus: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded, message: failed}]}";
    cluster.putObject("batch", "Job", "backend", "migrate", failed.formatted(""));
    isReachedAfter(0);
    assertThat(isReachedAfter(61)).isTrue();

    cluster.putObject(
        "batch", "Job", "backend", "migrate", failed.formatted("ttlSecondsAfterFinished: 60"));
    isReachedAfter(0);
    assertThat(isReachedAfter(61)).isFalse();
  }

  @Test
  void startsAgainAfterEachChange() {
    apps("ReconciliationFailed", REFUSED);
    isReachedAfter(0);
    apps("ReconciliationFailed", REFUSED + " now");

    assertThat(isReachedAfter(61)).isFalse();
    assertThat(isReachedAfter(61)).isTrue();
  }

  @Test
  void standstillIsNotReachedWhereFluxRetries() {
    for (String[] failure :
        new String[][] {
          {"ReconciliationFailed", "Deployment/x dry-run failed (Conflict): changed"},
          {"ReconciliationFailed", "Deployment/x dry-run failed: no matches for kind"},
          {"HealthCheckFailed", "timeout waiting for: [Deployment/x status: 'InProgress']"},
          {"DependencyNotReady", "dependency 'a' is not ready"},
          {"ArtifactFailed", "Source artifact not found, retrying in 30s"}
        }) {
      apps(failure[0], failure[1]);
      isReachedAfter(0);

      assertThat(isReachedAfter(61)).as(failure[1]).isFalse();
    }
  }

  @Test
  void standstillIsNotReachedWhileAnotherFailureMayPass() {
    apps("BuildFailed", "kustomization.yaml: no such file");
    cluster.putBackendSource(
        "spec: {}",
        "artifact: {revision: '%s'}".formatted(TestFleet.BACKEND),
        "False",
        "OCIArtifactPullFailed",
        "connection refused");
    isReachedAfter(0);

    assertThat(isReachedAfter(61)).isFalse();
  }

  private boolean isReachedAfter(int seconds) {
    now += seconds * 1_000_000_000L;
    return standstill.isReached(List.of(cluster.look()));
  }

  private void apps(String reason, String message) {
    cluster.put(
        "kustomize.toolkit.fluxcd.io",
        "Kustomization",
        "backend",
        "apps",
        "spec: {sourceRef: {kind: OCIRepository, name: apps}}",
        "lastAppliedRevision: '%s'".formatted(TestFleet.BACKEND),
        "False",
        reason,
        message);
  }
}

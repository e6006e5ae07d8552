package dev.flotilla.main.cluster.delivery;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotReadyCausesTest {
  private static final String SOURCES = "source.toolkit.fluxcd.io";
  private static final String HELM = "helm.toolkit.fluxcd.io";
  private static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io";

  private final TestFleet cluster = new TestFleet();

  @BeforeEach
  void waitsForWhatTheTenantHasApplied() {
    cluster.kustomizationWaitsFor(
        "backend_borrowed_kustomize.toolkit.fluxcd.io_Kustomization",
        "backend_shop_helm.toolkit.fluxcd.io_HelmRelease",
        "backend_web_apps_Deployment",
        "backend_config__ConfigMap");
    borrowed("True", "Succeeded", "applied");
    release("True", "InstallSucceeded", "installed");
    deployment(2, "{type: Available, status: 'True', reason: MinimumReplicasAvailable}");
  }

  @Test
  void reportsWhatAKustomizationBelowMayNotDo() {
    borrowed("False", "AccessDenied", "cross-namespace references have been blocked");

    cluster.assertObstacles(
        "Kustomization/backend/borrowed: cross-namespace references have been blocked",
        "Kustomization/backend/apps: waiting: for what is above");
  }

  @Test
  void followsAReleaseToItsChartAndTheRepositoryOfThat() {
    release("False", "SourceNotReady", "HelmChart 'backend/backend-shop' is not ready");
    cluster.put(
        SOURCES,
        "HelmChart",
        "backend",
        "backend-shop",
        "spec: {sourceRef: {kind: HelmRepository, name: charts}}",
        "observedGeneration: 2",
        "False",
        "NoSourceArtifact",
        "no artifact available for HelmRepository source 'charts'");
    cluster.put(
        SOURCES,
        "HelmRepository",
        "backend",
        "charts",
        "spec: {}",
        "observedGeneration: 2",
        "False",
        "IndexationFailed",
        "no such host");

    cluster.assertObstacles(
        "HelmRepository/backend/charts: no such host",
        "HelmChart/backend/backend-shop: no artifact available for HelmRepository source 'charts'",
        "HelmRelease/backend/shop: waiting: HelmChart 'backend/backend-shop' is not ready",
        "Kustomization/backend/apps: waiting: for what is above");
  }

  @Test
  void reportsWhyADeploymentHasNoPods() {
    deployment(
        1,
        "{type: ReplicaFailure, status: 'True', reason: FailedCreate, message: 'exceeded quota: pods'}");

    cluster.assertObstacles(
        "Deployment/backend/web: 1 of 2 pods ready: exceeded quota: pods",
        "Kustomization/backend/apps: waiting: for what is above");

    deployment(0, "{type: Progressing, status: 'True', reason: ReplicaSetUpdated}");

    cluster.assertObstacles(
        "Deployment/backend/web: waiting: 0 of 2 pods ready",
        "Kustomization/backend/apps: waiting: for what is above");
  }

  @Test
  void reportsTheMessageOfABucket() {
    cluster.kustomizationWaitsFor("backend_store_source.toolkit.fluxcd.io_Bucket");
    cluster.put(
        SOURCES,
        "Bucket",
        "backend",
        "store",
        "spec: {}",
        "observedGeneration: 2",
        "False",
        "BucketOperationFailed",
        "bucket 'store' does not exist");

    cluster.assertObstacles(
        "Bucket/backend/store: bucket 'store' does not exist",
        "Kustomization/backend/apps: waiting: for what is above");
  }

  @Test
  void reportsTheMessageOfTheKustomizationWhereAllBelowIsReady() {
    cluster.assertObstacles(
        "Kustomization/backend/apps: timeout waiting for: [Deployment/backend/web status: 'InProgress']");
  }

  @Test
  void endsInACycle() {
    cluster.put(
        KUSTOMIZE,
        "Kustomization",
        "backend",
        "borrowed",
        "spec: {}",
        "inventory: {entries: [{id: backend_apps_kustomize.toolkit.fluxcd.io_Kustomization, v: v1}, {id: backend_borrowed_kustomize.toolkit.fluxcd.io_Kustomization, v: v1}]}",
        "False",
        "HealthCheckFailed",
        "timeout waiting for: [Kustomization/backend/apps status: 'InProgress']");

    cluster.assertObstacles(
        "Kustomization/backend/borrowed: timeout waiting for: [Kustomization/backend/apps status: 'InProgress']",
        "Kustomization/backend/apps: waiting: for what is above");
  }

  private void borrowed(String ready, String reason, String message) {
    cluster.put(
        KUSTOMIZE,
        "Kustomization",
        "backend",
        "borrowed",
        "spec: {}",
        "inventory: {entries: []}",
        ready,
        reason,
        message);
  }

  private void release(String ready, String reason, String message) {
    cluster.put(
        HELM,
        "HelmRelease",
        "backend",
        "shop",
        "spec: {}",
        "helmChart: backend/backend-shop",
        ready,
        reason,
        message);
  }

  private void deployment(int ready, String condition) {
    cluster.putObject(
        "apps",
        "Deployment",
        "backend",
        "web",
        "spec: {replicas: 2}\nstatus: {replicas: 2, updatedReplicas: 2, readyReplicas: %d, conditions: [%s]}"
            .formatted(ready, condition));
  }
}

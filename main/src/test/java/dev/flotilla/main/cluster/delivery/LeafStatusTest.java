package dev.flotilla.main.cluster.delivery;

import org.junit.jupiter.api.Test;

class LeafStatusTest {
  private final TestFleet cluster = new TestFleet();

  @Test
  void reportsTheUnfinishedUpdateOfADeployment() {
    leaf(
        "apps",
        "Deployment",
        "spec: {replicas: 2}",
        "replicas: 3, updatedReplicas: 1, readyReplicas: 2");
    assertLeaf("Deployment/backend/leaf: waiting: 1 of 2 pods updated");

    leaf(
        "apps",
        "Deployment",
        "spec: {replicas: 1}",
        "replicas: 2, updatedReplicas: 1, readyReplicas: 1");
    assertLeaf("Deployment/backend/leaf: waiting: 1 old pods left");

    leaf(
        "apps",
        "Deployment",
        "spec: {replicas: 1}",
        "observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1");
    assertLeaf("Deployment/backend/leaf: waiting: not seen by its controller yet");
  }

  /** It has no condition that would say why. */
  @Test
  void reportsTheNewestEventOfAStatefulSet() {
    leaf("apps", "StatefulSet", "spec: {replicas: 2}", "readyReplicas: 1, updatedReplicas: 2");
    assertLeaf("StatefulSet/backend/leaf: waiting: 1 of 2 pods ready");

    cluster.putEvent(
        "StatefulSet/backend/leaf", "12:00", "Warning", "FailedCreate", "exceeded quota");
    cluster.putEvent("StatefulSet/backend/leaf", "11:00", "Normal", "SuccessfulCreate", "created");
    assertLeaf("StatefulSet/backend/leaf: 1 of 2 pods ready: FailedCreate: exceeded quota");

    leaf(
        "apps",
        "StatefulSet",
        "spec: {replicas: 2, updateStrategy: {type: OnDelete}}",
        "readyReplicas: 2");
    assertNoLeaf();
    leaf(
        "apps",
        "StatefulSet",
        "spec: {replicas: 2, updateStrategy: {rollingUpdate: {partition: 1}}}",
        "readyReplicas: 2, updatedReplicas: 1");
    assertNoLeaf();
  }

  @Test
  void reportsTheNewestEventOfADaemonSet() {
    leaf(
        "apps",
        "DaemonSet",
        "spec: {}",
        "desiredNumberScheduled: 3, numberReady: 2, updatedNumberScheduled: 3");
    cluster.putEvent(
        "DaemonSet/backend/leaf", "12:00", "Warning", "FailedCreate", "forbidden: pod security");

    assertLeaf("DaemonSet/backend/leaf: 2 of 3 pods ready: FailedCreate: forbidden: pod security");
  }

  @Test
  void reportsThatAJobRunsOrWhyItFailed() {
    leaf("batch", "Job", "spec: {}", "active: 1, failed: 2");
    assertLeaf("Job/backend/leaf: waiting: 1 pods running, 2 failed");

    leaf(
        "batch",
        "Job",
        "spec: {}",
        "conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded, message: 'Job has reached the specified backoff limit'}]");
    assertLeaf("Job/backend/leaf: Job has reached the specified backoff limit");

    leaf(
        "batch",
        "Job",
        "spec: {}",
        "conditions: [{type: Complete, status: 'True', reason: CompletionsReached, message: ''}]");
    assertNoLeaf();
  }

  @Test
  void reportsWhatAVolumeClaimWaitsFor() {
    leaf("", "PersistentVolumeClaim", "spec: {}", "phase: Pending");
    cluster.putEvent(
        "PersistentVolumeClaim/backend/leaf",
        "12:00",
        "Normal",
        "WaitForFirstConsumer",
        "waiting for first consumer");
    assertLeaf(
        "PersistentVolumeClaim/backend/leaf: waiting: not bound to a volume: WaitForFirstConsumer: waiting for first consumer");

    cluster.putEvent(
        "PersistentVolumeClaim/backend/leaf",
        "12:01",
        "Warning",
        "ProvisioningFailed",
        "no storage class fast");
    assertLeaf(
        "PersistentVolumeClaim/backend/leaf: not bound to a volume: ProvisioningFailed: no storage class fast");

    leaf("", "PersistentVolumeClaim", "spec: {}", "phase: Bound");
    assertNoLeaf();
  }

  @Test
  void reportsWhatAPodWaitsFor() {
    leaf(
        "",
        "Pod",
        "spec: {}",
        "phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: 0/1 nodes are available}]");
    assertLeaf("Pod/backend/leaf: not scheduled: 0/1 nodes are available");

    leaf(
        "",
        "Pod",
        "spec: {}",
        "phase: Pending, containerStatuses: [{name: web, state: {waiting: {reason: ImagePullBackOff, message: Back-off pulling image}}}]");
    assertLeaf("Pod/backend/leaf: container 'web' waits: ImagePullBackOff: Back-off pulling image");

    leaf(
        "",
        "Pod",
        "spec: {}",
        "phase: Pending, containerStatuses: [{name: web, state: {waiting: {reason: ContainerCreating}}}]");
    assertLeaf("Pod/backend/leaf: waiting: not ready");

    leaf(
        "",
        "Pod",
        "spec: {}",
        "phase: Failed, reason: Evicted, message: The node was low on memory");
    assertLeaf("Pod/backend/leaf: failed: The node was low on memory");

    leaf(
        "",
        "Pod",
        "spec: {}",
        "phase: Running, conditions: [{type: Ready, status: 'True', reason: x, message: ''}]");
    assertNoLeaf();
  }

  @Test
  void reportsTheConditionOfACustomResource() {
    String ready =
        "conditions: [{type: Ready, status: '%s', reason: %s, message: '%s', observedGeneration: %d}]";
    leaf(
        "cert-manager.io",
        "Certificate",
        "spec: {}",
        ready.formatted("False", "DoesNotExist", "Issuing certificate", 2));
    assertLeaf("Certificate/backend/leaf: Issuing certificate");

    leaf(
        "cert-manager.io", "Certificate", "spec: {}", ready.formatted("Unknown", "Pending", "", 0));
    assertLeaf("Certificate/backend/leaf: waiting: Pending");

    leaf("cert-manager.io", "Certificate", "spec: {}", ready.formatted("True", "Ready", "", 1));
    assertLeaf("Certificate/backend/leaf: waiting: not seen by its controller yet");

    leaf(
        "cert-manager.io",
        "Certificate",
        "spec: {}",
        "conditions: [{type: Stalled, status: 'True', reason: Misspelt, message: ''}]");
    assertLeaf("Certificate/backend/leaf: Misspelt");

    leaf("cert-manager.io", "Certificate", "spec: {}", "phase: whatever");
    assertNoLeaf();
  }

  private void leaf(String group, String kind, String spec, String status) {
    cluster.kustomizationWaitsFor("backend_leaf_%s_%s".formatted(group, kind));
    cluster.putObject(group, kind, "backend", "leaf", spec + "\nstatus: {" + status + "}");
  }

  private void assertLeaf(String obstacle) {
    cluster.assertObstacles(obstacle, "Kustomization/backend/apps: waiting: for what is above");
  }

  private void assertNoLeaf() {
    cluster.assertObstacles(
        "Kustomization/backend/apps: timeout waiting for: [Deployment/backend/web status: 'InProgress']");
  }
}

package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.Waiting;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a cluster does with a fleet whose Java has changed, once that is published. */
@Tag("north")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetChangeE2E {
  private static final String CHANGED = "changed=true";
  private static final String TUNING = "flux-infra-tuning";

  private final TenantCluster cluster;
  private final KubernetesClient client;
  private final Namespace kubeSystem;
  private final String claim;
  private final String workload;

  FleetChangeE2E(@InSandbox("north") TenantCluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.kubeSystem = client.namespaces().withName("kube-system").require();
    assertThat(client.configMaps().inNamespace("kube-system").withName("tuning").get()).isNotNull();
    assertThat(client.serviceAccounts().inNamespace("kube-system").withName(TUNING).get())
        .isNotNull();
    assertThat(kubeSystem.getMetadata().getLabels().keySet())
        .containsExactly("kubernetes.io/metadata.name");
    this.claim = claim().getMetadata().getUid();
    this.workload = workload().getMetadata().getUid();
  }

  @BeforeAll
  void fleetChanges() {
    Program program = cluster.program(CHANGED);
    program.run("keys", "keys").succeeded();
    cluster.write("broken", Manifest.configMap("broken", "Not_A_Name", "1"));
    cluster.write("dependent", Manifest.configMap("dependent", "version", "1"));
    cluster.write("independent", Manifest.configMap("independent", "version", "1"));
    cluster.publish(program, "broken", "dependent", "independent");
    assertThat(volumesOf("deleted")).hasSize(1);
    program.run("publish").succeeded();
    FluxObject.source(client, Flux.NAMESPACE, "flux-system").reconcile();
  }

  @Test
  void tenantThatIsRemovedLeavesWhatRunsAndItsData() {
    awaitRemoval("kept");

    assertThat(claim().getMetadata().getUid()).isEqualTo(claim);
    assertThat(claim().getStatus().getPhase()).isEqualTo("Bound");
    assertThat(volumesOf("kept")).hasSize(1);
    assertThat(workload().getMetadata().getUid()).isEqualTo(workload);
    assertThat(Flux.isAvailable(workload())).isTrue();
    assertThat(client.serviceAccounts().inNamespace("kept").withName("flux").get()).isNull();
    assertThat(client.rbac().roleBindings().inNamespace("kept").list().getItems()).isEmpty();
    assertThat(cluster.tenant("kept").exists()).isFalse();
  }

  @Test
  void tenantThatIsRemovedGoesWithItsDataIfThatWasPublishedBefore() {
    awaitRemoval("deleted");

    Waiting.await().until(() -> client.namespaces().withName("deleted").get() == null);
    Waiting.await().until(() -> volumesOf("deleted").isEmpty());
  }

  @Test
  void componentThatIsRemovedGoesFromTheWholeClusterIfThatWasPublishedBefore() {
    awaitRemoval("scratch");

    assertThat(client.rbac().clusterRoles().withName("scratch").get()).isNull();
    assertThat(client.rbac().clusterRoleBindings().withName("flux-infra-scratch").get()).isNull();
    Waiting.await().until(() -> client.namespaces().withName("scratch").get() == null);
  }

  @Test
  void componentInKubeSystemIsRemovedWithoutTheObjectsOfKubernetes() {
    awaitRemoval("tuning");

    Waiting.await().until(() -> client.namespaces().withName("tuning").get() == null);
    assertThat(client.configMaps().inNamespace("kube-system").withName("tuning").get()).isNull();
    assertThat(client.serviceAccounts().inNamespace("kube-system").withName(TUNING).get()).isNull();
    assertThat(client.namespaces().withName("kube-system").require()).isEqualTo(kubeSystem);
  }

  @Test
  void brokenComponentStopsOnlyWhatDependsOnIt() {
    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(cluster.component("broken").ready())
                    .startsWith(
                        "False: ReconciliationFailed: ConfigMap/broken/Not_A_Name dry-run failed (Invalid): "));
    cluster.tenant("independent").awaitReady();
    cluster.write("shop", Manifest.configMap("shop", "version", "while another is broken"));
    cluster.follow("shop", cluster.publish("shop"));
    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(FluxObject.resourceSet(client, "dependent").ready())
                    .isEqualTo(
                        "False: DependencyNotReady: Retrying dependency check: dependency kustomize.toolkit.fluxcd.io/v1/Kustomization/broken/infra not ready: expression 'status.observedGeneration >= 0'"));
    assertThat(client.namespaces().withName("dependent").get()).isNull();

    cluster.write("broken", Manifest.configMap("broken", "a-name", "1"));
    cluster.publish(cluster.program(CHANGED), "broken");
    FluxObject.source(client, "broken", "infra").reconcile();
    cluster.tenant("dependent").awaitReady();
  }

  private void awaitRemoval(String name) {
    Waiting.await().until(() -> !FluxObject.resourceSet(client, name).exists());
  }

  private PersistentVolumeClaim claim() {
    return client.persistentVolumeClaims().inNamespace("kept").withName("cache").get();
  }

  private Deployment workload() {
    return client.apps().deployments().inNamespace("kept").withName("cache").get();
  }

  private List<PersistentVolume> volumesOf(String namespace) {
    return client.persistentVolumes().list().getItems().stream()
        .filter(volume -> volume.getSpec().getClaimRef().getNamespace().equals(namespace))
        .toList();
  }
}

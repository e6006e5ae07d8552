package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FluxInstanceTest {
  @Test
  void runsFourControllersLockedDownOnAMediumCluster() {
    assertThat(TestInstance.yaml(TestInstance.SYNC))
        .isEqualTo(
            """
            apiVersion: fluxcd.controlplane.io/v1
            kind: FluxInstance
            metadata:
              name: flux
              namespace: flux-system
            spec:
              distribution:
                version: 2.x
                registry: ghcr.io/fluxcd
              components:
              - source-controller
              - kustomize-controller
              - helm-controller
              - notification-controller
              cluster:
                type: kubernetes
                size: medium
                multitenant: true
                tenantDefaultServiceAccount: flux
                networkPolicy: true
                domain: cluster.local
              sync:
                kind: OCIRepository
                url: oci://ghcr.io/acme/fleet
                ref: latest
                path: clusters/staging
              kustomize:
                patches:
                - target:
                    kind: Deployment
                    name: kustomize-controller(-.+)?
                  patch: |
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: kustomize-controller
                    spec:
                      template:
                        spec:
                          containers:
                          - name: manager
                            env:
                            - name: HTTP_PROXY
                              value: http://127.0.0.1:9
                            - name: HTTPS_PROXY
                              value: http://127.0.0.1:9
                            - name: NO_PROXY
                              value: $(KUBERNETES_SERVICE_HOST),source-controller.flux-system.svc.cluster.local.,source-controller.flux-system.svc.cluster.local,source-controller.flux-system.svc,source-watcher.flux-system.svc.cluster.local.,source-watcher.flux-system.svc.cluster.local,source-watcher.flux-system.svc,notification-controller.flux-system.svc.cluster.local.,notification-controller.flux-system.svc.cluster.local,notification-controller.flux-system.svc
            """);
  }

  @Test
  void runsComponentsInTheOrderOfFlux() {
    FluxInstance instance =
        TestInstance.with(FluxSettings.builder().controllers(EnumSet.allOf(FluxController.class)));

    assertThat(TestInstance.spec(instance).get("components"))
        .isEqualTo(
            List.of(
                "source-controller",
                "source-watcher",
                "kustomize-controller",
                "helm-controller",
                "notification-controller",
                "image-reflector-controller",
                "image-automation-controller"));
  }

  @Test
  void rendersEverySetting() {
    FluxInstance instance =
        TestInstance.with(
            FluxSettings.builder()
                .cluster(InstanceCluster.multitenant(InstanceCluster.Size.LARGE))
                .storage(new Storage("standard", "10Gi"))
                .sharding(Sharding.persistent("shard1"))
                .metadata(ObjectMetadata.NONE.withLabel("team", "web")));

    assertThat(TestInstance.spec(instance))
        .containsEntry("storage", Map.of("class", "standard", "size", "10Gi"))
        .containsEntry("sharding", Map.of("shards", List.of("shard1"), "storage", "persistent"))
        .containsEntry(
            "commonMetadata", Map.of("labels", Map.of("team", "web"), "annotations", Map.of()))
        .hasEntrySatisfying(
            "cluster", cluster -> assertThat(cluster).asString().contains("size=large"));
  }

  @Test
  void instanceIsReadyBeforeTheSyncWithoutWaiting() {
    assertThat(TestInstance.spec(TestInstance.with(FluxSettings.builder()).withoutWaiting()))
        .containsEntry("wait", false);
  }

  @Test
  void refersToCredentialsOfSyncAndDistribution() {
    RegistryCredential sync = Credential.registry("sync", "ghcr.io", "flux");
    RegistryCredential images = Credential.registry("images", "ghcr.io", "flux");
    FluxInstance instance =
        new FluxInstance(
            TestInstance.FLUX_2.withCredential(images),
            TestInstance.SYNC.withCredential(sync),
            FluxSettings.builder().build());

    assertThat(instance.credentials().distinct()).containsExactly(sync, images);
  }
}

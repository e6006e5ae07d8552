package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncOptions;
import dev.flotilla.fleet.source.SyncSource;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FluxInstanceTest {
  private static final Distribution FLUX_2 = Distribution.embedded("2.x", "ghcr.io/fluxcd");
  private static final OciSource SYNC =
      SyncSource.oci(new OciUrl("oci://ghcr.io/acme/fleet"), "latest", "clusters/staging");

  @Test
  void patchesIntoTheGeneratedSourceWhatItsSyncHasNoFieldFor() {
    OciSource sync = SYNC.withOptions(SYNC.options().withCertSecret("registry-ca"));

    assertThat(yaml(sync))
        .contains(
            """
                - target:
                    kind: OCIRepository
                    name: flux-system
                  patch: |
                    - op: add
                      path: /spec/certSecretRef
                      value:
                        name: registry-ca
            """);
  }

  @Test
  void isFluxInFluxSystemWithFourControllersOnAMediumClusterLockedDown() {
    assertThat(yaml(SYNC))
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
        instance(FluxSettings.builder().controllers(EnumSet.allOf(FluxController.class)));

    assertThat(spec(instance).get("components"))
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
  void takesEveryOption() {
    FluxInstance instance =
        instance(
            FluxSettings.builder()
                .cluster(InstanceCluster.multitenant(InstanceCluster.Size.LARGE))
                .storage(new Storage("standard", "10Gi"))
                .sharding(new Sharding(List.of("shard1"), true))
                .metadata(ObjectMetadata.NONE.withLabel("team", "web")));

    assertThat(spec(instance))
        .containsEntry("storage", Map.of("class", "standard", "size", "10Gi"))
        .containsEntry("sharding", Map.of("shards", List.of("shard1"), "storage", "persistent"))
        .containsEntry(
            "commonMetadata", Map.of("labels", Map.of("team", "web"), "annotations", Map.of()))
        .hasEntrySatisfying(
            "cluster", cluster -> assertThat(cluster).asString().contains("size=large"));
  }

  @Test
  void appliesPatchesAfterThoseOfTheSync() {
    Patch.Target controller = Patch.Target.of("Deployment", "kustomize-controller");
    FluxInstance instance =
        new FluxInstance(
            FLUX_2,
            SYNC.withUrl(new OciUrl("oci://localhost:5000/fleet"), true),
            FluxSettings.builder()
                .buildEgress(BuildEgress.open())
                .addPatch(Patch.add(controller, "/spec/replicas", 2))
                .addPatch(Patch.replace(controller, "/spec/paused", true))
                .addPatch(Patch.remove(Patch.Target.all("Deployment"), "/spec/paused"))
                .addPatch(
                    Patch.arguments("(helm|kustomize)-controller", "--concurrent=2", "--v=${x}"))
                .addPatch(
                    Patch.merge(
                        new Patch.Target(
                            "Deployment",
                            Optional.empty(),
                            Optional.of("app.kubernetes.io/part-of=flux")),
                        Map.of("kind", "Deployment")))
                .build());

    assertThat(Yaml.write(spec(instance).get("kustomize")))
        .isEqualTo(
            """
            patches:
            - target:
                kind: OCIRepository
                name: flux-system
              patch: |
                - op: add
                  path: /spec/insecure
                  value: true
            - target:
                kind: Deployment
                name: kustomize-controller
              patch: |
                - op: add
                  path: /spec/replicas
                  value: 2
            - target:
                kind: Deployment
                name: kustomize-controller
              patch: |
                - op: replace
                  path: /spec/paused
                  value: true
            - target:
                kind: Deployment
              patch: |
                - op: remove
                  path: /spec/paused
            - target:
                kind: Deployment
                name: (helm|kustomize)-controller
              patch: |
                - op: add
                  path: /spec/template/spec/containers/0/args/-
                  value: --concurrent=2
                - op: add
                  path: /spec/template/spec/containers/0/args/-
                  value: --v=${x}
            - target:
                kind: Deployment
                labelSelector: app.kubernetes.io/part-of=flux
              patch: |
                kind: Deployment
            """);
  }

  @Test
  void isReadyWithoutTheSyncIfAsked() {
    assertThat(spec(instance(FluxSettings.builder()).withoutWaiting()))
        .containsEntry("wait", false);
  }

  @Test
  void refersToCredentialsOfSyncAndDistribution() {
    RegistryCredential sync = Credential.registry("sync", "ghcr.io", "flux");
    RegistryCredential images = Credential.registry("images", "ghcr.io", "flux");
    FluxInstance instance =
        new FluxInstance(
            FLUX_2.withCredential(images),
            SYNC.withCredential(sync),
            FluxSettings.builder().build());

    assertThat(instance.credentials().distinct()).containsExactly(sync, images);
  }

  @Test
  void refusesNoComponents() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                instance(FluxSettings.builder().controllers(EnumSet.noneOf(FluxController.class))))
        .withMessage(
            "a FluxInstance must run at least one controller, got none; add FluxController.SOURCE_CONTROLLER");
  }

  @Test
  void refusesSourceWatcherBeforeFlux27() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FluxInstance(
                    Distribution.embedded("2.6.x", "ghcr.io/fluxcd"),
                    SYNC,
                    FluxSettings.builder()
                        .controllers(EnumSet.of(FluxController.SOURCE_WATCHER))
                        .build()))
        .withMessage(
            "source-watcher needs Flux 2.7 or newer, got '2.6.x'; raise the version of its Distribution");
  }

  @Test
  void refusesGitOnAwsBeforeFlux29() {
    GitSource git =
        SyncSource.git(URI.create("https://git.example.com/fleet"), "refs/heads/main", "clusters");
    GitSource onAws = git.withOptions(git.options().withCloud(SyncOptions.Cloud.AWS));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FluxInstance(
                    Distribution.embedded("2.8", "ghcr.io/fluxcd"),
                    onAws,
                    FluxSettings.builder().build()))
        .withMessage(
            "a Git repository on 'aws' needs Flux 2.9 or newer, got '2.8'; raise the version of its Distribution");
  }

  @Test
  void refusesAddressesWithoutTheNetworkPolicyThatTheyAreIn() {
    InstanceCluster open =
        new InstanceCluster(
            InstanceCluster.Type.KUBERNETES,
            Optional.empty(),
            Optional.empty(),
            false,
            "cluster.local");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                instance(
                    FluxSettings.builder()
                        .cluster(open)
                        .egress(Egress.DIRECT.withAddresses("192.0.2.0/24"))))
        .withMessage(
            "Egress.withAddresses needs network policies, got '192.0.2.0/24' on a cluster without them; set networkPolicy of InstanceCluster to true");
  }

  @Test
  void refusesPersistentShardsWithoutStorage() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> instance(FluxSettings.builder().sharding(new Sharding(List.of("a"), true))))
        .withMessage(
            "persistent shards need storage, got none; set it with storage(new Storage(…))");
  }

  private static FluxInstance instance(FluxSettings.Builder settings) {
    return new FluxInstance(FLUX_2, SYNC, settings.build());
  }

  private static String yaml(SyncSource sync) {
    FluxInstance instance = new FluxInstance(FLUX_2, sync, FluxSettings.builder().build());
    return Yaml.write(instance.toObject().toMap());
  }

  @SuppressWarnings("unchecked") // The body of a FluxInstance is its spec.
  private static Map<String, Object> spec(FluxInstance instance) {
    return (Map<String, Object>) instance.toObject().body().get("spec");
  }
}

package dev.flotilla.fleet.component.internal;

import static dev.flotilla.fleet.component.Components.component;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.component.Phases;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.PodSecurity;
import dev.flotilla.fleet.object.DependencyReadiness;
import org.junit.jupiter.api.Test;

class ComponentObjectsTest {
  private final TestCluster cluster = new TestCluster();

  @Test
  void appliesControllersThenConfigsAsClusterAdmin() {
    assertThat(cluster.rendered(component("cert-manager")))
        .isEqualTo(
            """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSet
            metadata:
              name: cert-manager
              namespace: flux-system
              annotations:
                fluxcd.controlplane.io/reconcileEvery: 5m
            spec:
              resources:
              - apiVersion: v1
                kind: Namespace
                metadata:
                  name: cert-manager
                  annotations:
                    fluxcd.controlplane.io/prune: disabled
              - apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: flux-runtime-info
                  namespace: cert-manager
                  labels:
                    reconcile.fluxcd.io/watch: Enabled
                  annotations:
                    fluxcd.controlplane.io/copyFrom: flux-system/flux-runtime-info
              - apiVersion: v1
                kind: Secret
                metadata:
                  name: ghcr-auth
                  namespace: cert-manager
                  annotations:
                    fluxcd.controlplane.io/copyFrom: flux-system/ghcr-auth
                type: kubernetes.io/dockerconfigjson
              - apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: flux
                  namespace: cert-manager
                imagePullSecrets:
                - name: ghcr-auth
              - apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata:
                  name: flux-infra-cert-manager
                roleRef:
                  apiGroup: rbac.authorization.k8s.io
                  kind: ClusterRole
                  name: cluster-admin
                subjects:
                - kind: ServiceAccount
                  name: flux
                  namespace: cert-manager
              - apiVersion: source.toolkit.fluxcd.io/v1
                kind: OCIRepository
                metadata:
                  name: infra
                  namespace: cert-manager
                spec:
                  interval: 5m
                  serviceAccountName: flux
                  url: oci://ghcr.io/acme/infra/cert-manager
                  ref:
                    tag: latest
                  verify:
                    provider: cosign
                    matchOIDCIdentity:
                    - issuer: ^https://token\\.actions\\.githubusercontent\\.com$
                      subject: ^https://github\\.com/acme/infra/\\.github/workflows/push-cert-manager\\.yaml@refs/heads/main$
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata:
                  name: infra-controllers
                  namespace: cert-manager
                spec:
                  interval: 30m
                  retryInterval: 5m
                  timeout: 5m
                  serviceAccountName: flux
                  targetNamespace: cert-manager
                  sourceRef:
                    kind: OCIRepository
                    name: infra
                  path: ./controllers/staging
                  prune: true
                  deletionPolicy: Orphan
                  wait: true
                  postBuild:
                    substituteFrom:
                    - kind: ConfigMap
                      name: flux-runtime-info
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata:
                  name: infra-configs
                  namespace: cert-manager
                spec:
                  dependsOn:
                  - name: infra-controllers
                  interval: 30m
                  retryInterval: 5m
                  timeout: 5m
                  serviceAccountName: flux
                  targetNamespace: cert-manager
                  sourceRef:
                    kind: OCIRepository
                    name: infra
                  path: ./configs/staging
                  prune: true
                  deletionPolicy: Orphan
                  wait: true
                  postBuild:
                    substituteFrom:
                    - kind: ConfigMap
                      name: flux-runtime-info
            """);
  }

  @Test
  void componentObjectsAreOneKustomizationInOnePhase() {
    assertThat(cluster.rendered(component("metrics").phases(Phases.ONE)))
        .contains("\n      name: infra\n      namespace: metrics\n", "path: ./staging\n")
        .doesNotContain("infra-controllers", "dependsOn");
  }

  @Test
  void componentObjectsHaveTheDeclaredNamespaceSecurityRoleAndRetention() {
    assertThat(
            cluster.rendered(
                component("cert-manager")
                    .namespace("security")
                    .namespaceMetadata(ObjectMetadata.NONE.withLabel("team", "platform"))
                    .podSecurity(PodSecurity.RESTRICTED)
                    .clusterRole("cert-manager-deployer")
                    .retention(Retention.DELETE)))
        .contains(
            """
                  name: security
                  labels:
                    pod-security.kubernetes.io/enforce: restricted
                    team: platform
            """)
        .contains("name: cert-manager-deployer\n", "targetNamespace: security\n")
        .contains("name: flux-infra-cert-manager\n", "deletionPolicy: WaitForTermination\n")
        .doesNotContain("namespace: cert-manager");
  }

  @Test
  void componentObjectsWaitForTheLastPhaseOfAnotherComponent() {
    PlatformComponent one = component("one").phases(Phases.ONE).namespace("first").build();
    PlatformComponent two = component("two").build();

    assertThat(
            cluster.rendered(
                component("three").dependsOn(one).dependsOn(two, DependencyReadiness.exists())))
        .contains(
            """
              dependsOn:
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                name: infra
                namespace: first
                ready: true
                readyExpr: status.observedGeneration >= 0
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                name: infra-configs
                namespace: two
              resources:
            """);
  }
}

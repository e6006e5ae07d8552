package dev.flotilla.fleet.tenant.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.PodSecurity;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.object.DependencyReadiness;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.tenant.Tenants;
import org.junit.jupiter.api.Test;

class TenantObjectsTest {
  @Test
  void tenantIsAllOfTheseInThisOrder() {
    assertThat(TenantRendering.objects(Tenants.frontend(), TestCluster.staging()))
        .extracting(KubernetesObject::id)
        .containsExactly(
            "Namespace 'frontend'",
            "ConfigMap 'frontend/flux-runtime-info'",
            "Secret 'frontend/ghcr-auth'",
            "ServiceAccount 'frontend/flux'",
            "RoleBinding 'frontend/flux'",
            "NetworkPolicy 'frontend/default-deny'",
            "OCIRepository 'frontend/apps'",
            "Kustomization 'frontend/apps'");
  }

  @Test
  void namespaceIsNotPrunedAndSaysWhatPoliciesLetTheTenantDo() {
    assertThat(frontend("Namespace"))
        .isEqualTo(
            """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: frontend
              labels:
                pod-security.kubernetes.io/enforce: baseline
                toolkit.fluxcd.io/role: tenant
                toolkit.fluxcd.io/tenant: frontend
              annotations:
                fluxcd.controlplane.io/prune: disabled
                policy.flotilla.dev/network: |-
                  ingress tenant/frontend
                  egress tenant/frontend
                  egress namespace/kube-system 53/UDP 53/TCP
                  ingress namespace/frontend
                  egress namespace/frontend
                policy.flotilla.dev/signers: ^https://token\\.actions\\.githubusercontent\\.com$ ^https://github\\.com/acme/apps/\\.github/workflows/push-frontend\\.yaml@refs/heads/main$
            """);
  }

  @Test
  void tenantHasCopiesOfTheVariablesAndThePullSecret() {
    assertThat(frontend("ConfigMap", "Secret"))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: flux-runtime-info
              namespace: frontend
              labels:
                reconcile.fluxcd.io/watch: Enabled
              annotations:
                fluxcd.controlplane.io/copyFrom: flux-system/flux-runtime-info
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: ghcr-auth
              namespace: frontend
              annotations:
                fluxcd.controlplane.io/copyFrom: flux-system/ghcr-auth
            type: kubernetes.io/dockerconfigjson
            """);
  }

  @Test
  void accountOfTheTenantIsAdminOfItsNamespaceAlone() {
    assertThat(frontend("ServiceAccount", "RoleBinding"))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: flux
              namespace: frontend
            imagePullSecrets:
            - name: ghcr-auth
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata:
              name: flux
              namespace: frontend
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: ClusterRole
              name: admin
            subjects:
            - kind: ServiceAccount
              name: flux
              namespace: frontend
            """);
  }

  @Test
  void podsReachEachOtherAndNameServersAlone() {
    assertThat(frontend("NetworkPolicy"))
        .isEqualTo(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: default-deny
              namespace: frontend
            spec:
              podSelector: {}
              policyTypes:
              - Ingress
              - Egress
              ingress:
              - from:
                - namespaceSelector:
                    matchLabels:
                      toolkit.fluxcd.io/tenant: frontend
              egress:
              - to:
                - namespaceSelector:
                    matchLabels:
                      toolkit.fluxcd.io/tenant: frontend
              - to:
                - namespaceSelector:
                    matchLabels:
                      kubernetes.io/metadata.name: kube-system
                ports:
                - protocol: UDP
                  port: 53
                - protocol: TCP
                  port: 53
            """);
  }

  @Test
  void artifactIsFetchedOnlyIfItsWorkflowHasSignedIt() {
    assertThat(frontend("OCIRepository"))
        .isEqualTo(
            """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: OCIRepository
            metadata:
              name: apps
              namespace: frontend
            spec:
              interval: 5m
              serviceAccountName: flux
              url: oci://ghcr.io/acme/apps/frontend
              ref:
                tag: latest
              verify:
                provider: cosign
                matchOIDCIdentity:
                - issuer: ^https://token\\.actions\\.githubusercontent\\.com$
                  subject: ^https://github\\.com/acme/apps/\\.github/workflows/push-frontend\\.yaml@refs/heads/main$
            """);
  }

  @Test
  void contentIsAppliedAsTheTenantIntoItsNamespaceAndOrphanedWithIt() {
    assertThat(frontend("Kustomization"))
        .isEqualTo(
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata:
              name: apps
              namespace: frontend
            spec:
              interval: 30m
              retryInterval: 5m
              timeout: 5m
              serviceAccountName: flux
              targetNamespace: frontend
              sourceRef:
                kind: OCIRepository
                name: apps
              path: ./staging
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
  void tenantObjectsNeverBindARoleInTheWholeCluster() {
    assertThat(TenantRendering.objects(Tenants.frontend().role("edit"), TestCluster.staging()))
        .noneMatch(object -> object.kind().startsWith("Cluster"))
        .filteredOn(object -> object.metadata().get("namespace") == null)
        .extracting(KubernetesObject::id)
        .containsExactly("Namespace 'frontend'");
  }

  @Test
  void tenantObjectsFollowTheTenantsOwnReleasesInProduction() {
    assertThat(TenantRendering.yaml(Tenants.frontend(), TestCluster.production()))
        .contains("tag: latest-stable\n", "path: ./production\n")
        .contains("release-frontend\\.yaml@refs/tags/frontend/v\\d+\\.\\d+\\.\\d+$\n");
  }

  @Test
  void tenantObjectsHaveTheDeclaredRoleSecurityAndMetadata() {
    TenantProps.Builder tenant =
        Tenants.frontend()
            .role("edit")
            .podSecurity(PodSecurity.RESTRICTED)
            .namespaceMetadata(ObjectMetadata.NONE.withLabel("cost-center", "web"));

    assertThat(TenantRendering.yaml(tenant, TestCluster.staging()))
        .contains("kind: ClusterRole\n  name: edit\n")
        .contains("pod-security.kubernetes.io/enforce: restricted\n")
        .contains("cost-center: web\n");
  }

  @Test
  void tenantObjectsWaitForTheLastPhaseOfComponents() {
    TenantProps.Builder tenant =
        Tenants.frontend()
            .dependsOn(Tenants.MONITORING)
            .dependsOn(Tenants.MONITORING, DependencyReadiness.now());

    assertThat(
            Yaml.write(
                new TenantObjects(tenant.build(), TestCluster.staging())
                    .resourceSet()
                    .toObject()
                    .toMap()))
        .startsWith(
            """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSet
            metadata:
              name: frontend
              namespace: flux-system
              annotations:
                fluxcd.controlplane.io/reconcileEvery: 5m
            spec:
              dependsOn:
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                name: infra-configs
                namespace: monitoring
                ready: true
                readyExpr: status.observedGeneration >= 0
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                name: infra-configs
                namespace: monitoring
                ready: true
              resources:
            """);
  }

  private static String frontend(String... kinds) {
    return TenantRendering.yaml(Tenants.frontend(), TestCluster.staging(), kinds);
  }
}

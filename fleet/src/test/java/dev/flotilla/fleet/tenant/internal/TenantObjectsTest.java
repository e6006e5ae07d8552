package dev.flotilla.fleet.tenant.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.LimitRange;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.PodSecurity;
import dev.flotilla.fleet.kubernetes.ResourceQuota;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.ClusterDns;
import dev.flotilla.fleet.object.DependencyReadiness;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.NetworkAccess;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.tenant.Tenants;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TenantObjectsTest {
  @Test
  void isLockedIntoItsNamespaceByDefault() {
    assertThat(yaml(Tenants.frontend(), TestCluster.staging()))
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
            ---
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
            ---
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
            ---
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
            ---
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
            ---
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
  void reachesTheNameServersOfItsCluster() {
    ClusterContext openShift =
        TestCluster.resolving(ClusterDns.OPENSHIFT.withNodeLocal("169.254.20.10"));

    assertThat(yaml(Tenants.frontend(), openShift))
        .contains(
            """
                  egress tenant/frontend
                  egress namespace/openshift-dns 5353/UDP 5353/TCP
                  egress cidr/169.254.20.10/32 53/UDP 53/TCP
                  ingress namespace/frontend
            """)
        .contains(
            """
              - to:
                - namespaceSelector:
                    matchLabels:
                      kubernetes.io/metadata.name: openshift-dns
                ports:
                - protocol: UDP
                  port: 5353
                - protocol: TCP
                  port: 5353
              - to:
                - ipBlock:
                    cidr: 169.254.20.10/32
                ports:
                - protocol: UDP
                  port: 53
                - protocol: TCP
                  port: 53
            """)
        .doesNotContain("kube-system");
  }

  @Test
  void neverBindsAnythingOfTheWholeCluster() {
    assertThat(objects(Tenants.frontend().role("edit"), TestCluster.staging()))
        .noneMatch(object -> object.kind().startsWith("Cluster"))
        .filteredOn(object -> object.metadata().get("namespace") == null)
        .extracting(KubernetesObject::id)
        .containsExactly("Namespace 'frontend'");
  }

  @Test
  void followsReleasesOfItsOwnInProduction() {
    assertThat(yaml(Tenants.frontend(), TestCluster.production()))
        .contains("tag: latest-stable\n", "path: ./production\n")
        .contains("release-frontend\\.yaml@refs/tags/frontend/v\\d+\\.\\d+\\.\\d+$\n");
  }

  @Test
  void retentionDeleteTakesEverything() {
    assertThat(yaml(Tenants.frontend().retention(Retention.DELETE), TestCluster.staging()))
        .doesNotContain("deletionPolicy", "fluxcd.controlplane.io/prune");
  }

  @Test
  void hasQuotaAndLimits() {
    TenantProps.Builder tenant =
        Tenants.frontend()
            .quota(ResourceQuota.requests("4", "8Gi"))
            .limits(new LimitRange("50m", "64Mi", "256Mi"));

    assertThat(objects(tenant, TestCluster.staging()))
        .extracting(KubernetesObject::id)
        .contains("ResourceQuota 'frontend/tenant'", "LimitRange 'frontend/tenant'");
  }

  @Test
  void openNetworkHasNoPolicies() {
    assertThat(objects(Tenants.frontend().network(NetworkAccess.open()), TestCluster.staging()))
        .extracting(KubernetesObject::kind)
        .doesNotContain("NetworkPolicy");
  }

  @Test
  void roleSecurityAndMetadataAreAsDeclared() {
    TenantProps.Builder tenant =
        Tenants.frontend()
            .role("edit")
            .podSecurity(PodSecurity.RESTRICTED)
            .namespaceMetadata(ObjectMetadata.NONE.withLabel("cost-center", "web"));

    assertThat(yaml(tenant, TestCluster.staging()))
        .contains("kind: ClusterRole\n  name: edit\n")
        .contains("pod-security.kubernetes.io/enforce: restricted\n")
        .contains("cost-center: web\n");
  }

  /** Where it is missing, the tenant would write a Secret of that name with a key of its own. */
  @Test
  void keyThatItsSourcesMayDemandIsInEachOfItsNamespaces() {
    SortedMap<String, String> keys = new TreeMap<>();
    keys.put("web", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n");
    ArtifactRepository apps =
        new ArtifactRepository(
            "apps", new OciUrl("oci://ghcr.io/acme/apps"), ArtifactSigner.publicKeys(keys));

    assertThat(
            objects(
                TenantProps.builder(apps.artifact("web")).namespaces("web", "web-jobs"),
                TestCluster.staging()))
        .extracting(KubernetesObject::id)
        .containsOnlyOnce("Secret 'web/cosign-key'", "Secret 'web-jobs/cosign-key'");
  }

  @Test
  void severalNamespacesAreOneTenant() {
    TenantProps.Builder tenant = Tenants.frontend().namespaces("web", "web-jobs");

    assertThat(objects(tenant, TestCluster.staging()))
        .extracting(KubernetesObject::id)
        .containsExactly(
            "Namespace 'web'",
            "ConfigMap 'web/flux-runtime-info'",
            "Secret 'web/ghcr-auth'",
            "ServiceAccount 'web/flux'",
            "RoleBinding 'web/flux'",
            "NetworkPolicy 'web/default-deny'",
            "Namespace 'web-jobs'",
            "ConfigMap 'web-jobs/flux-runtime-info'",
            "Secret 'web-jobs/ghcr-auth'",
            "ServiceAccount 'web-jobs/flux'",
            "RoleBinding 'web-jobs/flux'",
            "NetworkPolicy 'web-jobs/default-deny'",
            "OCIRepository 'web/apps'",
            "Kustomization 'web/apps'");
    assertThat(yaml(tenant, TestCluster.staging()))
        .doesNotContain("targetNamespace")
        .contains(
            """
            subjects:
            - kind: ServiceAccount
              name: flux
              namespace: web
            - kind: ServiceAccount
              name: flux
              namespace: web-jobs
            """);
  }

  @Test
  void waitsForTheLastPhaseOfComponents() {
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

  private static List<KubernetesObject> objects(
      TenantProps.Builder tenant, ClusterContext context) {
    return new TenantObjects(tenant.build(), context).resourceSet().resources();
  }

  private static String yaml(TenantProps.Builder tenant, ClusterContext context) {
    return new FleetFile.Content(objects(tenant, context), List.of()).text();
  }
}

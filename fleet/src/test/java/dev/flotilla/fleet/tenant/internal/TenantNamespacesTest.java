package dev.flotilla.fleet.tenant.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.LimitRange;
import dev.flotilla.fleet.kubernetes.ResourceQuota;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.tenant.Tenants;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is in the namespaces of a tenant, and what stays of them. */
class TenantNamespacesTest {
  @Test
  void namespacesHaveOneServiceAccountForEachAndOneSource() {
    TenantProps.Builder tenant = Tenants.frontend().namespaces("web", "web-jobs");

    assertThat(TenantRendering.objects(tenant, TestCluster.staging()))
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
    assertThat(TenantRendering.yaml(tenant, TestCluster.staging()))
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

  /** Where it is missing, the tenant would write a Secret of that name with a key of its own. */
  @Test
  void eachNamespaceHasTheKeyThatASourceMayDemand() {
    SortedMap<String, String> keys = new TreeMap<>();
    keys.put("web", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n");
    ArtifactRepository apps =
        new ArtifactRepository(
            "apps", new OciUrl("oci://ghcr.io/acme/apps"), ArtifactSigner.publicKeys(keys));

    assertThat(
            TenantRendering.objects(
                TenantProps.builder(apps.artifact("web")).namespaces("web", "web-jobs"),
                TestCluster.staging()))
        .extracting(KubernetesObject::id)
        .containsOnlyOnce("Secret 'web/cosign-key'", "Secret 'web-jobs/cosign-key'");
  }

  @Test
  void namespacesAreDeletedWithTheirObjectsByRetentionDelete() {
    assertThat(
            TenantRendering.yaml(
                Tenants.frontend().retention(Retention.DELETE), TestCluster.staging()))
        .contains("deletionPolicy: WaitForTermination\n")
        .doesNotContain("fluxcd.controlplane.io/prune");
  }

  @Test
  void namespacesHaveTheQuotaAndTheLimitsOfTheTenant() {
    TenantProps.Builder tenant =
        Tenants.frontend()
            .quota(ResourceQuota.requests("4", "8Gi"))
            .limits(LimitRange.requests("50m", "64Mi").withMemoryLimit("256Mi"));

    assertThat(TenantRendering.objects(tenant, TestCluster.staging()))
        .extracting(KubernetesObject::id)
        .contains("ResourceQuota 'frontend/tenant'", "LimitRange 'frontend/tenant'");
  }
}

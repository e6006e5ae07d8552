package dev.flotilla.tests.tenant;

import dev.flotilla.tests.harness.flux.Manifest;
import java.util.List;

/**
 * What the tenant {@code web} tries with its artifact.
 *
 * @param forbidden the object that it may not have
 * @param refusal what the Kustomization says that applies its artifact
 * @param allowed the object's legal twin
 */
record ArtifactAttack(String name, String forbidden, String refusal, String allowed) {

  /**
   * Returns one of each kind.
   *
   * @param registry where the artifacts of the organization are, as {@code host:port/acme/}
   */
  static List<ArtifactAttack> all(String registry) {
    return List.of(
        new ArtifactAttack(
            "ClusterRoleBinding",
            Manifest.binding("ClusterRoleBinding", "power", "web", "admin"),
            "clusterrolebindings.rbac.authorization.k8s.io \"power\" is forbidden: User \"system:serviceaccount:web:flux\" cannot patch resource \"clusterrolebindings\" in API group \"rbac.authorization.k8s.io\" at the cluster scope",
            Manifest.binding("RoleBinding", "power", "web", "view")),
        new ArtifactAttack(
            "object of another namespace",
            Manifest.configMap("shop", "planted", "1"),
            "configmaps \"planted\" is forbidden: User \"system:serviceaccount:web:flux\" cannot patch resource \"configmaps\" in API group \"\" in the namespace \"shop\"",
            Manifest.configMap("web-jobs", "planted", "1")),
        new ArtifactAttack(
            "source of another namespace",
            Manifest.kustomization("borrowing", "name: apps, namespace: shop", ""),
            denied(
                "flux-tenant-references-kustomizations",
                "what a tenant's object refers to must be in a namespace of the tenant, got 'shop' in 'borrowing'; drop it, or name one of [web, web-jobs]"),
            Manifest.kustomization("borrowing", "name: apps, namespace: web", "")),
        new ArtifactAttack(
            "artifact that nobody signed",
            Manifest.source("second", "oci://" + registry + "apps/web", ""),
            denied(
                "flux-tenant-signatures-ocirepositories",
                "a tenant's source must demand a signature that the fleet wants below 'oci://"
                    + registry
                    + "', got 'nobody' in 'second'; set spec.verify to provider cosign and one of [key/cosign-key]"),
            Manifest.source(
                "second",
                "oci://" + registry + "apps/web",
                "  verify: {provider: cosign, secretRef: {name: cosign-key}}\n")),
        new ArtifactAttack(
            "kubeConfig",
            Manifest.kustomization(
                "remote", "name: apps", "  kubeConfig: {secretRef: {name: other}}\n"),
            denied(
                "flux-tenant-kubeconfigs",
                "a tenant must deploy to its own cluster, got spec.kubeConfig in 'remote'; drop it"),
            Manifest.kustomization("remote", "name: apps", "")));
  }

  private static String denied(String policy, String refusal) {
    return "ValidatingAdmissionPolicy '%s' with binding '%s' denied request: %s"
        .formatted(policy, policy, refusal);
  }

  /** JUnit names the test by it. */
  @Override
  public String toString() {
    return name;
  }
}

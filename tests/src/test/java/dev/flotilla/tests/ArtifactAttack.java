package dev.flotilla.tests;

import java.util.List;

/**
 * What the tenant {@code web} tries with its artifact.
 *
 * @param forbidden the object that it may not have
 * @param refusedBy the Kustomization in its namespace that fails
 * @param refusal what that says
 * @param absent the object that would be there otherwise
 * @param allowed the object's legal twin
 */
record ArtifactAttack(
    String name,
    String forbidden,
    String refusedBy,
    String refusal,
    String absent,
    String allowed) {

  static final List<ArtifactAttack> ALL =
      List.of(
          applying(
              "ClusterRoleBinding",
              Manifest.binding("ClusterRoleBinding", "power", "web", "admin"),
              "clusterrolebindings.rbac.authorization.k8s.io \"power\" is forbidden: User \"system:serviceaccount:web:flux\" cannot patch resource \"clusterrolebindings\" in API group \"rbac.authorization.k8s.io\" at the cluster scope",
              Manifest.binding("RoleBinding", "power", "web", "view")),
          applying(
              "object of another namespace",
              Manifest.configMap("shop", "planted", "1"),
              "configmaps \"planted\" is forbidden: User \"system:serviceaccount:web:flux\" cannot patch resource \"configmaps\" in API group \"\" in the namespace \"shop\"",
              Manifest.configMap("web-jobs", "planted", "1")),
          new ArtifactAttack(
              "source of another namespace",
              Manifest.kustomization("borrowing", "name: apps, namespace: shop", ""),
              "borrowing",
              "AccessDenied: can't access 'OCIRepository/shop/apps', cross-namespace references have been blocked",
              Manifest.configMap("web-jobs", "more", "1"),
              Manifest.kustomization("borrowing", "name: apps", "")),
          applying(
              "kubeConfig",
              Manifest.kustomization(
                  "remote", "name: apps", "  kubeConfig: {secretRef: {name: other}}\n"),
              "ValidatingAdmissionPolicy 'flux-tenant-kubeconfigs' with binding 'flux-tenant-kubeconfigs' denied request: a tenant must deploy to its own cluster, got spec.kubeConfig in 'remote'; drop it",
              Manifest.kustomization("remote", "name: apps", "")));

  /** Returns one that fails when it is applied. */
  private static ArtifactAttack applying(
      String name, String forbidden, String refusal, String allowed) {
    return new ArtifactAttack(name, forbidden, "apps", refusal, forbidden, allowed);
  }

  /** JUnit names the test by it. */
  @Override
  public String toString() {
    return name;
  }
}

package dev.flotilla.fleet.kubernetes;

import java.util.List;
import java.util.Map;

/** Bindings of service accounts to cluster roles. */
public final class Rbac {
  private static final String API_VERSION = "rbac.authorization.k8s.io/v1";

  private Rbac() {}

  /** A subject of a binding. */
  public record ServiceAccount(NamespaceName namespace, String name) {}

  /** Returns a binding that holds in one namespace. */
  public static KubernetesObject roleBinding(
      NamespaceName namespace, String name, ClusterRoleName role, List<ServiceAccount> subjects) {
    return KubernetesObject.of(
        API_VERSION, "RoleBinding", namespace.value(), name, body(role, subjects));
  }

  /** Returns a binding that holds on the whole cluster. */
  public static KubernetesObject clusterRoleBinding(
      String name, ClusterRoleName role, List<ServiceAccount> subjects) {
    return KubernetesObject.ofCluster(
        API_VERSION, "ClusterRoleBinding", name, body(role, subjects));
  }

  private static Map<String, Object> body(ClusterRoleName role, List<ServiceAccount> subjects) {
    return Ordered.map(
        "roleRef",
            Ordered.map(
                "apiGroup", "rbac.authorization.k8s.io",
                "kind", "ClusterRole",
                "name", role.value()),
        "subjects", subjects.stream().map(Rbac::subject).toList());
  }

  private static Map<String, Object> subject(ServiceAccount account) {
    return Ordered.map(
        "kind", "ServiceAccount", "name", account.name(), "namespace", account.namespace().value());
  }
}

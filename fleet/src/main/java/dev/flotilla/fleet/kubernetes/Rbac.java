package dev.flotilla.fleet.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Bindings of service accounts to cluster roles. */
public final class Rbac {
  private static final String API_VERSION = "rbac.authorization.k8s.io/v1";
  private static final Pattern ROLE = Pattern.compile("[-\\w.:]+");

  /** The roles of every cluster; a name that is almost one of these is a typo. */
  private static final List<String> BUILT_IN = List.of("admin", "cluster-admin", "edit", "view");

  private Rbac() {}

  /** A service account. */
  public record ServiceAccount(String namespace, String name) {}

  /** Returns {@code name} if a cluster role can have it, and it is not a typo of a built-in one. */
  public static String clusterRole(String what, String name) {
    if (!ROLE.matcher(name).matches() || name.matches("\\.\\.?")) {
      throw new IllegalArgumentException(
          what + " must be the name of a ClusterRole such as 'admin', got '" + name + "'");
    }
    Suggestion.typo(name, BUILT_IN)
        .ifPresent(
            role -> {
              throw new IllegalArgumentException(
                  "%s must be the name of a ClusterRole, got '%s'; did you mean '%s'?"
                      .formatted(what, name, role));
            });
    return name;
  }

  /** Returns a binding that holds in one namespace. */
  public static KubernetesObject roleBinding(
      String namespace, String name, String clusterRole, List<ServiceAccount> subjects) {
    return KubernetesObject.of(
        API_VERSION, "RoleBinding", namespace, name, body(clusterRole, subjects));
  }

  /** Returns a binding that holds on the whole cluster. */
  public static KubernetesObject clusterRoleBinding(
      String name, String clusterRole, List<ServiceAccount> subjects) {
    return KubernetesObject.ofCluster(
        API_VERSION, "ClusterRoleBinding", name, body(clusterRole, subjects));
  }

  private static Map<String, Object> body(String clusterRole, List<ServiceAccount> subjects) {
    return Ordered.map(
        "roleRef",
            Ordered.map(
                "apiGroup", "rbac.authorization.k8s.io",
                "kind", "ClusterRole",
                "name", clusterRole),
        "subjects", subjects.stream().map(Rbac::subject).toList());
  }

  private static Map<String, Object> subject(ServiceAccount account) {
    return Ordered.map(
        "kind", "ServiceAccount", "name", account.name(), "namespace", account.namespace());
  }
}

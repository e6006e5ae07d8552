package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import java.util.HashMap;
import java.util.Map;

/** The policies of a cluster, and what a tenant asks its API server for. */
public final class Admission {
  private static final String TENANT = "system:serviceaccount:frontend:flux";

  private Admission() {}

  public static KubernetesObject policy(SourcePolicyProps props, String name) {
    return rendered(props, "ValidatingAdmissionPolicy", name);
  }

  private static KubernetesObject rendered(SourcePolicyProps props, String kind, String name) {
    return SourcePolicyObjects.render(props, TestCluster.staging()).resources().stream()
        .filter(object -> object.kind().equals(kind) && object.metadata().get("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the request to create an object. */
  public static Map<String, Object> create(SourcePolicyProps props, Map<String, Object> spec) {
    Map<String, Object> request = new HashMap<>();
    request.put("object", object(spec));
    request.put("authorizer", false);
    request.put("params", rendered(props, "ConfigMap", "flux-allowlist").toMap());
    request.put("request", operation("CREATE", TENANT));
    return request;
  }

  /** Returns the request to change an object that was {@code oldSpec}. */
  public static Map<String, Object> update(
      SourcePolicyProps props, Map<String, Object> oldSpec, Map<String, Object> spec) {
    Map<String, Object> request = create(props, spec);
    request.put("oldObject", object(oldSpec));
    request.put("request", operation("UPDATE", TENANT));
    return request;
  }

  private static Map<String, Object> object(Map<String, Object> spec) {
    return Ordered.map("metadata", Ordered.map("name", "web"), "spec", spec);
  }

  /** Returns a request to create an object as {@code user} makes it. */
  public static Map<String, Object> from(String user, Map<String, Object> request) {
    Map<String, Object> other = new HashMap<>(request);
    other.put("request", operation("CREATE", user));
    return other;
  }

  private static Map<String, Object> operation(String operation, String user) {
    return Ordered.map(
        "operation",
        operation,
        "name",
        "web",
        "namespace",
        "frontend",
        "kind",
        Ordered.map("kind", "GitRepository"),
        "userInfo",
        Ordered.map("username", user));
  }
}

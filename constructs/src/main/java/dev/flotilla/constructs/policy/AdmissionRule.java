package dev.flotilla.constructs.policy;

import dev.flotilla.constructs.flux.FluxBootstrap;
import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Rbac;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One ValidatingAdmissionPolicy, and the binding of its name that holds tenants to it.
 *
 * @param variables by name, the CEL expressions that the checks share
 * @param readsAllowList whether they read the allow-list; without it, everything is refused
 */
record AdmissionRule(
    String name,
    List<Requests> requests,
    Condition condition,
    Map<String, Object> variables,
    boolean readsAllowList,
    List<Check> checks) {
  private static final String API_VERSION = "admissionregistration.k8s.io/v1";

  /**
   * What is looked at, in whatever version: one that is left out would be a way around.
   *
   * @param resources for example {@code buckets}; {@code *}{@code /status} for the status of all
   */
  record Requests(String group, List<String> operations, List<String> resources) {
    static Requests writes(String group, String... resources) {
      return new Requests(group, List.of("CREATE", "UPDATE"), List.of(resources));
    }

    Map<String, Object> toSpec() {
      return Ordered.map(
          "apiGroups",
          List.of(group),
          "apiVersions",
          List.of("*"),
          "operations",
          operations,
          "resources",
          resources);
    }
  }

  /** A CEL expression; what it is false for is not looked at. */
  record Condition(String name, String expression) {
    /** So finalizers and labels of what is there already may change, and it may be deleted. */
    static final Condition CHANGED =
        new Condition(
            "is-new-or-changed", "request.operation == 'CREATE' || object.spec != oldObject.spec");

    static Condition notOf(String name, List<Rbac.ServiceAccount> accounts) {
      String users =
          accounts.stream()
              .map(
                  account ->
                      "'system:serviceaccount:%s:%s'"
                          .formatted(account.namespace(), account.name()))
              .collect(Collectors.joining(", "));
      return new Condition(name, "!(request.userInfo.username in [" + users + "])");
    }

    Map<String, Object> toSpec() {
      return Ordered.map("name", name, "expression", expression);
    }
  }

  /**
   * What must hold.
   *
   * @param expression CEL
   * @param message CEL that yields what the API server says when it does not
   */
  record Check(String expression, String message) {
    Map<String, Object> toSpec() {
      return Ordered.map(
          "expression", expression, "messageExpression", message, "reason", "Invalid");
    }
  }

  KubernetesObject policy(List<Rbac.ServiceAccount> exclusions) {
    List<Condition> conditions = new ArrayList<>(List.of(condition));
    if (!exclusions.isEmpty()) {
      conditions.add(Condition.notOf("is-not-excluded", exclusions));
    }
    Map<String, Object> spec = Ordered.map("failurePolicy", "Fail");
    if (readsAllowList) {
      spec.put("paramKind", Ordered.map("apiVersion", "v1", "kind", "ConfigMap"));
    }
    spec.put(
        "matchConstraints",
        Ordered.map("resourceRules", requests.stream().map(Requests::toSpec).toList()));
    spec.put("matchConditions", conditions.stream().map(Condition::toSpec).toList());
    if (!variables.isEmpty()) {
      List<Map<String, Object>> list = new ArrayList<>();
      variables.forEach(
          (variable, expression) ->
              list.add(Ordered.map("name", variable, "expression", expression)));
      spec.put("variables", list);
    }
    spec.put("validations", checks.stream().map(Check::toSpec).toList());
    return KubernetesObject.ofCluster(
        API_VERSION, "ValidatingAdmissionPolicy", name, Ordered.map("spec", spec));
  }

  KubernetesObject binding(Set<PolicyAction> actions) {
    Map<String, Object> spec = Ordered.map("policyName", name);
    spec.put("validationActions", actions.stream().map(PolicyAction::value).toList());
    if (readsAllowList) {
      spec.put(
          "paramRef",
          Ordered.map(
              "name", SourcePolicyObjects.ALLOW_LIST,
              "namespace", FluxBootstrap.NAMESPACE,
              "parameterNotFoundAction", "Deny"));
    }
    Map<String, Object> tenants =
        Ordered.map(
            "key",
            DeclaredSources.ROLE,
            "operator",
            "In",
            "values",
            List.of(DeclaredSources.TENANT));
    spec.put(
        "matchResources",
        Ordered.map("namespaceSelector", Ordered.map("matchExpressions", List.of(tenants))));
    return KubernetesObject.ofCluster(
        API_VERSION, "ValidatingAdmissionPolicyBinding", name, Ordered.map("spec", spec));
  }
}

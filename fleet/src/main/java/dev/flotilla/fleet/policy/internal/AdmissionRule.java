package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rbac;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One ValidatingAdmissionPolicy, and the binding of its name that holds tenants to it.
 *
 * @param variables by name, the CEL expressions that the checks share
 * @param readsAllowList whether they read the allow-list; without it, everything is refused
 */
public record AdmissionRule(
    String name,
    List<Requests> requests,
    Condition condition,
    Map<String, Object> variables,
    boolean readsAllowList,
    List<Check> checks) {
  /** The ConfigMap that rules read. */
  public static final String ALLOW_LIST = "flux-allowlist";

  /** The label of a namespace, whose value {@link #TENANT} makes it a tenant's. */
  public static final String TENANT_LABEL = "toolkit.fluxcd.io/role";

  public static final String TENANT = "tenant";

  /** A field of a missing object is a CEL error, which names no rule and no remedy. */
  private static final Check HAS_SPEC =
      new Check(
          "has(object.spec)",
          "\"a tenant's \" + request.kind.kind + \" must have a spec, got none in '\" + request.name + \"'; write one\"");

  private static final Pattern READS_SPEC = Pattern.compile("\\bobject[.]spec[.]");

  private static final String API_VERSION = "admissionregistration.k8s.io/v1";

  /**
   * What is checked, in any version: one that is left out would be a bypass.
   *
   * @param resources for example {@code buckets}; {@code *}{@code /status} for the status of all
   */
  public record Requests(String group, List<String> operations, List<String> resources) {
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

  /** A CEL expression; a request for which it is false is not checked. */
  public record Condition(String name, String expression) {
    /** So finalizers and labels of what is there already may change, and it may be deleted. */
    static final Condition CHANGED =
        new Condition(
            "is-new-or-changed",
            "request.operation == 'CREATE' || " + differs("object.spec", "oldObject.spec"));

    /** The platform team, and the fleet's own ResourceSets, are held to no rule for tenants. */
    static final Condition CHANGED_BY_TENANT =
        new Condition(
            "is-new-or-changed-by-a-tenant",
            "(" + CHANGED.expression + ") && !" + FleetObjectRules.IS_PLATFORM);

    /** So that a host in an annotation is looked at too. */
    static final Condition CHANGED_OR_ANNOTATED_BY_TENANT =
        new Condition(
            "is-new-or-changed-by-a-tenant",
            "("
                + CHANGED.expression
                + " || "
                + differs("object.metadata.annotations", "oldObject.metadata.annotations")
                + ") && !"
                + FleetObjectRules.IS_PLATFORM);

    /** Returns CEL that says whether a field changes, which either of the two may lack. */
    static String differs(String field, String oldField) {
      return "has(%1$s) != has(%2$s) || (has(%1$s) && %1$s != %2$s)".formatted(field, oldField);
    }

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
  public record Check(String expression, String message) {
    Map<String, Object> toSpec() {
      return Ordered.map(
          "expression", expression, "messageExpression", message, "reason", "Invalid");
    }
  }

  /** Returns one with a check of whatever is new or changed. */
  static AdmissionRule of(String name, List<Requests> requests, String expression, String message) {
    return new AdmissionRule(
        name,
        requests,
        Condition.CHANGED,
        Ordered.map(),
        false,
        List.of(new Check(expression, message)));
  }

  /** Returns the policy, which ignores what {@code exclusions} do. */
  public KubernetesObject policy(List<Rbac.ServiceAccount> exclusions) {
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
    spec.put(
        "validations",
        Stream.concat(readsSpec() ? Stream.of(HAS_SPEC) : Stream.empty(), checks.stream())
            .map(Check::toSpec)
            .toList());
    return KubernetesObject.ofCluster(
        API_VERSION, "ValidatingAdmissionPolicy", name, Ordered.map("spec", spec));
  }

  /**
   * Returns the binding.
   *
   * @param actions what is done with a request that breaks the policy, as the API server calls it
   */
  public KubernetesObject binding(List<String> actions) {
    Map<String, Object> spec = Ordered.map("policyName", name);
    spec.put("validationActions", actions);
    if (readsAllowList) {
      spec.put(
          "paramRef",
          Ordered.map(
              "name",
              ALLOW_LIST,
              "namespace",
              FluxInstance.NAMESPACE,
              "parameterNotFoundAction",
              "Deny"));
    }
    if (!isOfNamespaces()) {
      spec.put("matchResources", tenants());
    }
    return KubernetesObject.ofCluster(
        API_VERSION, "ValidatingAdmissionPolicyBinding", name, Ordered.map("spec", spec));
  }

  /** What is read as an optional may be in a spec that is not there. */
  private boolean readsSpec() {
    return Stream.concat(
            variables.values().stream().map(Object::toString),
            checks.stream().map(Check::expression))
        .anyMatch(expression -> READS_SPEC.matcher(expression).find());
  }

  /**
   * A namespace is selected by the labels that it is to have, so a selector would not see it go.
   */
  private boolean isOfNamespaces() {
    return requests.stream().anyMatch(request -> request.resources().contains("namespaces"));
  }

  private static Map<String, Object> tenants() {
    Map<String, Object> tenants =
        Ordered.map("key", TENANT_LABEL, "operator", "In", "values", List.of(TENANT));
    return Ordered.map("namespaceSelector", Ordered.map("matchExpressions", List.of(tenants)));
  }
}

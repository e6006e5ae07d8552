package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.List;

/**
 * Who can change what the fleet has created for a tenant: its source, its role, its network
 * policies.
 *
 * <p>Flux impersonates: what a tenant publishes is applied as the tenant's account, what the fleet
 * declares as the operator's. So whoever may change the fleet's FluxInstance may change these, and
 * controllers may do what they do to any object: write the status, the finalizers, the time of a
 * requested reconciliation.
 */
final class FleetObjectRules {
  private static final String OWNER = "resourceset.fluxcd.controlplane.io/namespace";

  /** Asks the API server, which asks its roles. */
  static final String IS_PLATFORM =
      "authorizer.group('fluxcd.controlplane.io').resource('fluxinstances').namespace('"
          + FluxInstance.NAMESPACE
          + "').name('flux').check('update').allowed()";

  /** Kubernetes' own controllers: they empty a namespace, and collect what has lost its owner. */
  static final String IS_KUBERNETES =
      "request.userInfo.username.matches('^system:(serviceaccount:(kube-system|openshift-[a-z0-9-]+):|kube-|apiserver$|node:)')";

  static final String IS_FLUX =
      "request.userInfo.username.startsWith('system:serviceaccount:"
          + FluxInstance.NAMESPACE
          + ":')";

  private static final AdmissionRule OBJECTS =
      new AdmissionRule(
          "flux-tenant-fleetobjects",
          List.of(new Requests("*", List.of("CREATE", "UPDATE", "DELETE"), List.of("*/*"))),
          new Condition(
              "is-of-the-fleet",
              "request.resource.resource != 'namespaces' && ("
                  + ownedExpression("object")
                  + " || "
                  + ownedExpression("oldObject")
                  + ")"),
          Ordered.map(
              "keepsAll",
              "request.operation == 'UPDATE' && "
                  + sameExpression("spec", "object", "oldObject")
                  + " && "
                  + sameExpression("labels", "object.metadata", "oldObject.metadata"),
              "keepsMetadata",
              "request.operation == 'UPDATE' && "
                  + sameExpression("finalizers", "object.metadata", "oldObject.metadata")
                  + " && "
                  + sameExpression("ownerReferences", "object.metadata", "oldObject.metadata"),
              "annotations",
              annotations("object"),
              "oldAnnotations",
              annotations("oldObject"),
              "isReconcile",
              """
                  variables.keepsAll && variables.keepsMetadata \
                  && request.resource.group.endsWith('.toolkit.fluxcd.io') \
                  && (!has(request.subResource) || request.subResource == '')"""
                  + " && variables.annotations.all(key, "
                  + keepsAnnotation("annotations", "oldAnnotations")
                  + ") && variables.oldAnnotations.all(key, "
                  + keepsAnnotation("oldAnnotations", "annotations")
                  + ")"),
          false,
          List.of(
              new Check(
                  IS_PLATFORM
                      + " || "
                      + IS_KUBERNETES
                      + " || ("
                      + IS_FLUX
                      + " && variables.keepsAll) || variables.isReconcile",
                  "\"what the fleet has created for a tenant must be changed in the fleet, got \" + request.operation + \" of \" + request.kind.kind + \" '\" + request.name + \"' by '\" + request.userInfo.username + \"'; ask the platform team, or use another name without the label "
                      + OWNER
                      + "\"")));

  /** Labels and annotations of a namespace that policies, and Flux's own tools, go by. */
  private static final String IS_MARK =
      """
          (key.startsWith('toolkit.fluxcd.io/') \
          || key.startsWith('resourceset.fluxcd.controlplane.io/') \
          || key.startsWith('fluxcd.controlplane.io/') \
          || key.startsWith('pod-security.kubernetes.io/') \
          || key.startsWith('"""
          + TenantMark.PREFIX
          + "'))";

  /**
   * A role that may write its namespace, as {@code admin} may not, would else lift every rule. The
   * policy looks at all namespaces, because the new labels of one decide whether it is a tenant's.
   */
  private static final AdmissionRule NAMESPACES =
      new AdmissionRule(
          "flux-tenant-namespaces",
          List.of(new Requests("", List.of("UPDATE", "DELETE"), List.of("namespaces"))),
          new Condition("is-of-the-fleet", ownedExpression("oldObject")),
          Ordered.map(
              "marks",
              marks("object", "labels") + " + " + marks("object", "annotations"),
              "oldMarks",
              marks("oldObject", "labels") + " + " + marks("oldObject", "annotations")),
          false,
          List.of(
              new Check(
                  IS_PLATFORM
                      + " || "
                      + IS_KUBERNETES
                      + " || (request.operation == 'UPDATE'"
                      + " && variables.marks.all(mark, mark in variables.oldMarks)"
                      + " && variables.oldMarks.all(mark, mark in variables.marks))",
                  "\"the namespace of a tenant must be changed in the fleet, got \" + request.operation + \" of '\" + request.name + \"' by '\" + request.userInfo.username + \"'; ask the platform team\"")));

  static final List<AdmissionRule> ALL = List.of(OBJECTS, NAMESPACES);

  private FleetObjectRules() {}

  private static String existsExpression(String object) {
    return "request.operation != '" + (object.equals("object") ? "DELETE" : "CREATE") + "'";
  }

  private static String ownedExpression(String object) {
    return "(%4$s && has(%1$s.metadata.labels) && '%2$s' in %1$s.metadata.labels && %1$s.metadata.labels['%2$s'] == '%3$s')"
        .formatted(object, OWNER, FluxInstance.NAMESPACE, existsExpression(object));
  }

  private static String sameExpression(String field, String object, String oldObject) {
    return "has(%2$s.%1$s) == has(%3$s.%1$s) && (!has(%2$s.%1$s) || %2$s.%1$s == %3$s.%1$s)"
        .formatted(field, object, oldObject);
  }

  /** Returns the entries that count, in whatever order. */
  private static String marks(String object, String field) {
    return "(%4$s && has(%1$s.metadata.%2$s) ? %1$s.metadata.%2$s.map(key, %3$s, key + '=' + %1$s.metadata.%2$s[key]) : [])"
        .formatted(object, field, IS_MARK, existsExpression(object));
  }

  private static String annotations(String object) {
    return "%2$s && has(%1$s.metadata.annotations) ? %1$s.metadata.annotations : {}"
        .formatted(object, existsExpression(object));
  }

  /** A tenant may have Flux look again. */
  private static String keepsAnnotation(String of, String in) {
    return """
        key == 'reconcile.fluxcd.io/requestedAt' \
        || (key in variables.%2$s && variables.%1$s[key] == variables.%2$s[key])"""
        .formatted(of, in);
  }
}

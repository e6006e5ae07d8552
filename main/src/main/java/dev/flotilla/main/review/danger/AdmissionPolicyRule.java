package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.TextItems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An admission policy is gone, refuses less, or refuses more. */
final class AdmissionPolicyRule implements DangerRule {
  private static final String GROUP = "admissionregistration.k8s.io";
  private static final String DENY = "Deny";

  /** What else decides to which requests the rules apply, and what they say. */
  private static final List<String> POLICY_FIELDS =
      List.of("matchConstraints", "paramKind", "variables");

  private static final List<String> BINDING_FIELDS =
      List.of("policyName", "paramRef", "matchResources");

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (!pair.key().group().equals(GROUP) || cluster.isRemoved()) {
      return;
    }
    boolean isBinding = pair.key().kind().equals("ValidatingAdmissionPolicyBinding");
    if (pair.isRemoved()) {
      finding.add(DangerKind.WEAKENED_POLICY, "is removed");
    } else if (isBinding) {
      checkBinding(pair, finding);
    } else if (pair.key().kind().equals("ValidatingAdmissionPolicy") && pair.isKept()) {
      checkPolicy(pair.before().path("spec"), pair.after().path("spec"), finding);
    } else if (pair.isKept()) {
      finding.add(DangerKind.WEAKENED_POLICY, "is changed");
    }
  }

  private static void checkBinding(ObjectPair pair, DangerRule.Finding finding) {
    JsonNode before = pair.before().path("spec");
    JsonNode after = pair.after().path("spec");
    boolean denied = TextItems.items(before.path("validationActions")).contains(DENY);
    boolean denies = TextItems.items(after.path("validationActions")).contains(DENY);
    if (denied && !denies) {
      finding.add(DangerKind.WEAKENED_POLICY, "no longer denies anything");
    }
    if (!denied && denies) {
      finding.add(DangerKind.REFUSED_TO_TENANTS, "denies what its policy refuses");
    }
    List<String> changed = pair.isKept() ? changed(BINDING_FIELDS, before, after) : List.of();
    if (!changed.isEmpty()) {
      finding.add(DangerKind.WEAKENED_POLICY, "has another " + String.join(", ", changed));
    }
  }

  private static void checkPolicy(JsonNode before, JsonNode after, DangerRule.Finding finding) {
    if (fails(before) && !fails(after)) {
      finding.add(DangerKind.WEAKENED_POLICY, "lets through what fails to evaluate");
    }
    Set<String> oldRules = expressions(before.path("validations"));
    Set<String> newRules = expressions(after.path("validations"));
    add(finding, DangerKind.WEAKENED_POLICY, "no longer has the rule", oldRules, newRules);
    add(finding, DangerKind.REFUSED_TO_TENANTS, "has the new rule", newRules, oldRules);
    // A request that does not meet a condition passes.
    Set<String> oldConditions = expressions(before.path("matchConditions"));
    Set<String> newConditions = expressions(after.path("matchConditions"));
    add(finding, DangerKind.WEAKENED_POLICY, "applies only if", newConditions, oldConditions);
    add(
        finding,
        DangerKind.REFUSED_TO_TENANTS,
        "applies also unless",
        oldConditions,
        newConditions);
    List<String> changed = changed(POLICY_FIELDS, before, after);
    if (!changed.isEmpty()) {
      finding.add(DangerKind.WEAKENED_POLICY, "has other " + String.join(", ", changed));
    }
  }

  private static void add(
      DangerRule.Finding finding,
      DangerKind kind,
      String what,
      Set<String> of,
      Set<String> without) {
    List<String> expressions = TextItems.without(of, without);
    if (!expressions.isEmpty()) {
      finding.add(kind, what + " " + TextItems.quoted(expressions));
    }
  }

  private static Set<String> expressions(JsonNode list) {
    Set<String> expressions = new LinkedHashSet<>();
    list.forEach(item -> expressions.add(item.path("expression").asText()));
    return expressions;
  }

  private static boolean fails(JsonNode spec) {
    return !spec.path("failurePolicy").asText().equals("Ignore");
  }

  private static List<String> changed(List<String> fields, JsonNode before, JsonNode after) {
    return fields.stream().filter(field -> !before.path(field).equals(after.path(field))).toList();
  }
}

package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.TextItems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Somebody gets a role, or a wider one; or loses it. */
final class BindingRule implements DangerRule {
  private static final String RBAC = "rbac.authorization.k8s.io";

  /** The roles that Kubernetes has, each wider than those before. */
  private static final List<String> WIDTH =
      List.of(
          "ClusterRole/view", "ClusterRole/edit", "ClusterRole/admin", "ClusterRole/cluster-admin");

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    boolean isOfCluster = pair.key().is(RBAC, "ClusterRoleBinding");
    if (!isOfCluster && !pair.key().is(RBAC, "RoleBinding")) {
      return;
    }
    String where = isOfCluster ? "in every namespace" : "in '" + pair.key().namespace() + "'";
    if (pair.isNew()) {
      if (isOfCluster || !cluster.isInNewNamespace(pair)) {
        finding.add(DangerKind.WIDENED_ROLE, gives(pair.after(), subjects(pair.after()), where));
      }
    } else if (pair.isRemoved()) {
      checkRemoved(pair, cluster, finding);
    } else {
      checkChanged(pair, where, finding);
    }
  }

  private static void checkRemoved(
      ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (pair.key().kind().equals("RoleBinding")
        && !cluster.isInRemovedNamespace(pair)
        && !cluster.isRemoved()) {
      finding.add(
          DangerKind.REFUSED_TO_TENANTS,
          "takes the role '%s' from %s"
              .formatted(
                  role(pair.before()), TextItems.quoted(List.copyOf(subjects(pair.before())))));
    }
  }

  private static void checkChanged(ObjectPair pair, String where, DangerRule.Finding finding) {
    String before = role(pair.before());
    String after = role(pair.after());
    int step = width(after) - width(before);
    boolean areKnown = WIDTH.contains(before) && WIDTH.contains(after);
    if (!before.equals(after) && (!areKnown || step > 0)) {
      finding.add(
          DangerKind.WIDENED_ROLE, "gives '%s' instead of '%s' %s".formatted(after, before, where));
    } else if (step < 0) {
      finding.add(
          DangerKind.REFUSED_TO_TENANTS,
          "gives only '%s' instead of '%s' %s".formatted(after, before, where));
    }
    Set<String> added = new LinkedHashSet<>(subjects(pair.after()));
    added.removeAll(subjects(pair.before()));
    if (!added.isEmpty()) {
      finding.add(DangerKind.WIDENED_ROLE, gives(pair.after(), added, where));
    }
  }

  private static int width(String role) {
    return WIDTH.indexOf(role);
  }

  private static String gives(JsonNode binding, Set<String> subjects, String where) {
    return "gives '%s' to %s %s"
        .formatted(role(binding), TextItems.quoted(List.copyOf(subjects)), where);
  }

  private static String role(JsonNode binding) {
    JsonNode role = binding.path("roleRef");
    return role.path("kind").asText() + "/" + role.path("name").asText();
  }

  private static Set<String> subjects(JsonNode binding) {
    Set<String> subjects = new LinkedHashSet<>();
    for (JsonNode subject : binding.path("subjects")) {
      String namespace = subject.path("namespace").asText();
      subjects.add(
          subject.path("kind").asText()
              + "/"
              + (namespace.isEmpty() ? "" : namespace + "/")
              + subject.path("name").asText());
    }
    return subjects;
  }
}

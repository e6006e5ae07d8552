package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.TextItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A role allows more than before, also through one that it is a part of. */
final class RoleRule implements DangerRule {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String AGGREGATED = RBAC + "/aggregate-to-";
  private static final String ANY = "*";

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    boolean isRole = pair.key().is(RBAC, "Role") || pair.key().is(RBAC, "ClusterRole");
    if (!isRole || pair.isRemoved()) {
      return;
    }
    List<String> wider = wider(pair.before().path("rules"), pair.after().path("rules"));
    List<String> into = aggregated(pair.after());
    boolean isJoining = !aggregated(pair.before()).containsAll(into);
    // A new role gives nothing to anybody before it is bound.
    if (pair.isKept() && !wider.isEmpty()) {
      finding.add(DangerKind.WIDENED_ROLE, "allows more: " + String.join("; ", wider));
    } else if (isJoining && !pair.after().path("rules").isEmpty()) {
      finding.add(DangerKind.WIDENED_ROLE, "becomes a part of the roles " + TextItems.quoted(into));
    }
  }

  private static List<String> aggregated(JsonNode role) {
    List<String> roles = new ArrayList<>();
    for (Map.Entry<String, JsonNode> label : role.path("metadata").path("labels").properties()) {
      if (label.getKey().startsWith(AGGREGATED) && label.getValue().asText().equals("true")) {
        roles.add(label.getKey().substring(AGGREGATED.length()));
      }
    }
    return roles;
  }

  private static List<String> wider(JsonNode before, JsonNode after) {
    List<String> wider = new ArrayList<>();
    for (JsonNode rule : after) {
      boolean isCovered = false;
      for (JsonNode old : before) {
        isCovered |= covers(old, rule);
      }
      if (!isCovered) {
        wider.add(shown(rule));
      }
    }
    return wider;
  }

  private static boolean covers(JsonNode old, JsonNode rule) {
    return covers(old, rule, "apiGroups")
        && covers(old, rule, "resources")
        && covers(old, rule, "verbs")
        && covers(old, rule, "nonResourceURLs")
        && coversNames(old, rule);
  }

  private static boolean covers(JsonNode old, JsonNode rule, String field) {
    Set<String> allowed = TextItems.items(old.path(field));
    return allowed.contains(ANY) || allowed.containsAll(TextItems.items(rule.path(field)));
  }

  /** No names mean all of them. */
  private static boolean coversNames(JsonNode old, JsonNode rule) {
    Set<String> allowed = TextItems.items(old.path("resourceNames"));
    Set<String> names = TextItems.items(rule.path("resourceNames"));
    return allowed.isEmpty() || (!names.isEmpty() && allowed.containsAll(names));
  }

  private static String shown(JsonNode rule) {
    JsonNode what = rule.has("resources") ? rule.path("resources") : rule.path("nonResourceURLs");
    return String.join(",", TextItems.items(rule.path("verbs")))
        + " "
        + String.join(",", TextItems.items(what));
  }
}

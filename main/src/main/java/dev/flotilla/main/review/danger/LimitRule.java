package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.kubernetes.Quantity;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A namespace may use less than before. */
final class LimitRule implements DangerRule {
  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (pair.isRemoved() || cluster.isInNewNamespace(pair)) {
      return;
    }
    List<String> lowered = new ArrayList<>();
    if (pair.key().is("", "ResourceQuota")) {
      add(lowered, "", pair.before().at("/spec/hard"), pair.after().at("/spec/hard"));
    } else if (pair.key().is("", "LimitRange")) {
      for (JsonNode limit : pair.after().at("/spec/limits")) {
        String type = limit.path("type").asText();
        JsonNode before = limit(pair.before(), type);
        add(lowered, type + " max ", before.path("max"), limit.path("max"));
      }
    }
    if (!lowered.isEmpty()) {
      finding.add(DangerKind.REFUSED_TO_TENANTS, "allows less: " + String.join(", ", lowered));
    }
  }

  private static JsonNode limit(JsonNode range, String type) {
    for (JsonNode limit : range.path("spec").path("limits")) {
      if (limit.path("type").asText().equals(type)) {
        return limit;
      }
    }
    return range.path("none");
  }

  private static void add(List<String> lowered, String what, JsonNode before, JsonNode after) {
    for (Iterator<String> names = after.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      String old = before.path(name).asText();
      String now = after.path(name).asText();
      if (old.isEmpty()) {
        lowered.add(what + name + " " + now + ", before unlimited");
      } else if (isLess(now, old)) {
        lowered.add(what + name + " " + now + ", before " + old);
      }
    }
  }

  /** What is no quantity is shown as a change alone. */
  private static boolean isLess(String one, String other) {
    try {
      return Quantity.amount("one", one).compareTo(Quantity.amount("other", other)) < 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

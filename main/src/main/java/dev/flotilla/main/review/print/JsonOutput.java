package dev.flotilla.main.review.print;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.review.artifact.RenderedObject;
import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Comparison;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.NotCompared;
import dev.flotilla.main.review.change.StackPlan;
import dev.flotilla.main.review.change.UnchangedStack;
import dev.flotilla.main.review.danger.Pruning;
import java.util.Map;
import java.util.Optional;

/** A change set as JSON, for programs. */
public final class JsonOutput {
  /** What a program that reads it must know; fields may be added to it. */
  private static final int VERSION = 1;

  private JsonOutput() {}

  /**
   * Returns what is printed.
   *
   * @param bundle the digest of the bundle that was written, if one was
   */
  public static Map<String, Object> of(ChangeSet set, Optional<String> bundle) {
    Map<String, Object> json = of(set);
    bundle.ifPresent(digest -> json.put("bundle", digest));
    return json;
  }

  /** Returns the change set, as a bundle has it. */
  public static Map<String, Object> of(ChangeSet set) {
    Map<String, Object> json = Ordered.map("version", VERSION);
    json.put("hasChanges", set.hasChanges());
    json.put("comparedWith", set.comparisons().stream().map(JsonOutput::comparison).toList());
    json.put("dangers", set.dangers().stream().map(JsonOutput::danger).toList());
    json.put("newClusters", set.newClusters());
    json.put("removedClusters", set.removedClusters());
    json.put("changes", set.changes().stream().map(JsonOutput::change).toList());
    json.put("stacks", set.plans().stream().map(JsonOutput::plan).toList());
    json.put("notPlanned", set.unchanged().stream().map(JsonOutput::unchanged).toList());
    json.put("notCompared", set.notCompared().stream().map(JsonOutput::notCompared).toList());
    return json;
  }

  private static Map<String, Object> comparison(Comparison comparison) {
    Map<String, Object> json = Ordered.map("subject", comparison.subject());
    json.put("reference", comparison.reference());
    return json;
  }

  private static Map<String, Object> danger(Danger danger) {
    Map<String, Object> json = Ordered.map("kind", danger.kind().id());
    json.put("subject", danger.subject());
    json.put("message", danger.message());
    json.put("clusters", danger.clusters());
    return json;
  }

  private static Map<String, Object> change(Change change) {
    Map<String, Object> object = Ordered.map("group", change.object().group());
    object.put("kind", change.object().kind());
    object.put("namespace", change.object().namespace());
    object.put("name", change.object().name());
    Map<String, Object> json =
        Ordered.map("change", change.isNew() ? "new" : change.isRemoved() ? "removed" : "changed");
    json.put("object", object);
    json.put("appliedBy", change.holder());
    json.put("path", change.path().toString());
    if (!change.before().isMissingNode()) {
      json.put("before", change.before());
    }
    if (!change.after().isMissingNode()) {
      json.put("after", change.after());
    }
    if (change.isRemoved()) {
      Pruning.remains(new RenderedObject(change.object(), change.holder(), change.before()))
          .ifPresent(what -> json.put("remains", what));
    }
    json.put("clusters", change.clusters());
    return json;
  }

  private static Map<String, Object> plan(StackPlan plan) {
    Map<String, Object> json = Ordered.map("cluster", plan.cluster());
    json.put("hasChanges", plan.hasChanges());
    json.put("resources", plan.resources());
    json.put("lines", plan.lines());
    return json;
  }

  private static Map<String, Object> unchanged(UnchangedStack stack) {
    Map<String, Object> json = Ordered.map("cluster", stack.cluster());
    json.put("since", stack.since().toString());
    return json;
  }

  private static Map<String, Object> notCompared(NotCompared one) {
    Map<String, Object> json = Ordered.map("subject", one.subject());
    json.put("reason", one.reason());
    json.put("clusters", one.clusters());
    json.put("isError", one.isError());
    return json;
  }
}

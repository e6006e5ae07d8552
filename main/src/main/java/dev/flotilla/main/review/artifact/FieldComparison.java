package dev.flotilla.main.review.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.flotilla.main.review.change.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the fields in which two objects differ, each as far down as both have it. Items of lists
 * are known by the key that Kubernetes merges them by, as long as they keep their order; lists
 * whose items have no key, and are as many as before, are compared one by one; all others are
 * different as a whole.
 */
public final class FieldComparison {
  private final List<FieldDifference> found = new ArrayList<>();

  private FieldComparison() {}

  /** Returns the differences, in the order of the fields. */
  public static List<FieldDifference> differences(JsonNode before, JsonNode after) {
    FieldComparison comparison = new FieldComparison();
    comparison.compare(FieldPath.WHOLE, before, after);
    return comparison.found;
  }

  private void compare(FieldPath path, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(path.field(name), before.path(name), after.path(name)));
    } else if (before.isArray() && after.isArray()) {
      compareLists(path, before, after);
    } else {
      found.add(new FieldDifference(path, before, after));
    }
  }

  private void compareLists(FieldPath path, JsonNode before, JsonNode after) {
    Optional<MergeKey> key = MergeKey.of(before, after);
    Map<String, JsonNode> olds = key.flatMap(known -> known.items(before)).orElse(Map.of());
    Map<String, JsonNode> news = key.flatMap(known -> known.items(after)).orElse(Map.of());
    if (key.isPresent() && isInOrder(olds, news)) {
      compareItems(path, olds, news);
    } else if (key.isEmpty()
        && before.size() == after.size()
        && haveFields(before)
        && haveFields(after)) {
      for (int i = 0; i < before.size(); i++) {
        compare(path.item(String.valueOf(i)), before.get(i), after.get(i));
      }
    } else {
      found.add(new FieldDifference(path, before, after));
    }
  }

  private void compareItems(
      FieldPath path, Map<String, JsonNode> olds, Map<String, JsonNode> news) {
    Map<String, JsonNode> all = new LinkedHashMap<>(olds);
    news.forEach(all::putIfAbsent);
    all.keySet()
        .forEach(
            key ->
                compare(
                    path.item(key),
                    olds.getOrDefault(key, MissingNode.getInstance()),
                    news.getOrDefault(key, MissingNode.getInstance())));
  }

  /** Where the order changes, that is the change: some lists mean something by it. */
  private static boolean isInOrder(Map<String, JsonNode> olds, Map<String, JsonNode> news) {
    List<String> kept = new ArrayList<>(olds.keySet());
    kept.retainAll(news.keySet());
    List<String> still = new ArrayList<>(news.keySet());
    still.retainAll(olds.keySet());
    return kept.equals(still);
  }

  private static boolean haveFields(JsonNode list) {
    for (JsonNode item : list) {
      if (!item.isObject()) {
        return false;
      }
    }
    return true;
  }
}

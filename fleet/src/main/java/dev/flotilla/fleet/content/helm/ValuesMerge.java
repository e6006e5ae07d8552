package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.internal.FieldPath;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.fleet.schema.SubstitutedValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges values as Helm does: maps merge, everything else is replaced, lists included; null stays,
 * so that Helm removes the chart's value. What Helm would silently ignore is a problem.
 *
 * @see <a href="https://helm.sh/docs/chart_template_guide/values_files/">values files</a>
 */
final class ValuesMerge {
  private final String place;
  private final boolean adds;
  private final List<String> problems = new ArrayList<>();

  /**
   * Prepares a merge.
   *
   * @param place whose values these are, as messages name it
   * @param adds whether the change adds keys, or else replaces those that are there
   */
  ValuesMerge(String place, boolean adds) {
    this.place = place;
    this.adds = adds;
  }

  List<String> problems() {
    return problems;
  }

  Map<String, Object> merge(Map<String, Object> shared, Map<String, Object> change) {
    return merge("", shared, change);
  }

  private Map<String, Object> merge(String path, Map<?, ?> shared, Map<?, ?> change) {
    Map<String, Object> merged = new LinkedHashMap<>();
    shared.forEach((key, value) -> merged.put((String) key, value));
    change.forEach(
        (key, value) -> {
          String name = (String) key;
          String field = FieldPath.below(path, name);
          if (!merged.containsKey(name)) {
            requireAddition(field, name, shared);
            merged.put(name, value);
          } else {
            merged.put(name, merged(field, merged.get(name), value));
          }
        });
    return merged;
  }

  private @Nullable Object merged(String field, @Nullable Object shared, @Nullable Object value) {
    if (shared instanceof Map<?, ?> map && value instanceof Map<?, ?> change) {
      if (change.isEmpty()) {
        problems.add(
            "a map must change something, got an empty one for '%s' of %s; write null to drop what is there"
                .formatted(field, place));
      }
      return merge(field, map, change);
    }
    if (adds) {
      problems.add(
          "addValuesIn must add what the shared values do not have, got '%s' of %s; use valuesIn"
              .formatted(field, place));
    } else if (!isOfOneType(shared, value)) {
      problems.add(
          "a value must have the type that it has in the shared values, got %s for '%s' of %s, which is %s there; correct one"
              .formatted(type(value), field, place, type(shared)));
    }
    return value;
  }

  private void requireAddition(String field, String key, Map<?, ?> shared) {
    if (!adds) {
      problems.add(
          "valuesIn must replace what the shared values have, got '%s' of %s; %s"
              .formatted(field, place, remedy(key, shared)));
    }
  }

  private static String remedy(String key, Map<?, ?> shared) {
    int dot = key.indexOf('.');
    if (dot > 0 && shared.get(key.substring(0, dot)) instanceof Map) {
      return "nest Values.of, a key is no path";
    }
    @SuppressWarnings("unchecked") // Values has checked that keys are texts
    Collection<String> keys = (Collection<String>) shared.keySet();
    return Suggestion.nearest(key, keys)
        .map(near -> "did you mean '" + near + "'?")
        .orElse("add it to the shared values, or use addValuesIn");
  }

  private static boolean isOfOneType(@Nullable Object shared, @Nullable Object value) {
    return shared == null
        || value == null
        || shared instanceof SubstitutedValue
        || value instanceof SubstitutedValue
        || type(shared).equals(type(value));
  }

  private static String type(@Nullable Object value) {
    if (value instanceof Map) {
      return "a map";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof Boolean) {
      return "a boolean";
    }
    return value instanceof Number ? "a number" : "a string";
  }
}

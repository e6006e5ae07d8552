package dev.flotilla.fleet.content.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds a user's fields to those of an object, which they must not replace. */
public final class FieldMerge {
  private final String object;
  private final List<String> problems = new ArrayList<>();

  /** Prepares a merge into {@code object}, as messages name it. */
  public FieldMerge(String object) {
    this.object = object;
  }

  /** Returns a message for each field that was set already. */
  public List<String> problems() {
    return problems;
  }

  /** Returns {@code typed} with {@code more} added. */
  public Map<String, Object> merge(Map<String, Object> typed, Map<String, Object> more) {
    return merge("", typed, more);
  }

  private Map<String, Object> merge(String path, Map<?, ?> typed, Map<?, ?> more) {
    Map<String, Object> merged = new LinkedHashMap<>();
    typed.forEach((key, value) -> merged.put((String) key, value));
    more.forEach(
        (key, value) -> {
          String name = (String) key;
          @Nullable Object set = merged.get(name);
          String field = FieldPath.below(path, name);
          if (set instanceof Map<?, ?> map && value instanceof Map<?, ?> fields) {
            merged.put(name, merge(field, map, fields));
          } else if (merged.putIfAbsent(name, value) != null) {
            problems.add(
                "a further field must not be one that is set elsewhere, got '%s' of %s; remove it or set it there"
                    .formatted(field, object));
          }
        });
    return merged;
  }
}

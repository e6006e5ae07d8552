package dev.flotilla.fleet.content.internal;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.schema.SubstitutedValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Copies a user's data, if a manifest can hold it: maps, lists, strings, numbers, booleans. */
public final class PlainData {
  private static final List<Class<?>> NUMBERS =
      List.of(
          Integer.class,
          Long.class,
          Short.class,
          Double.class,
          Float.class,
          BigInteger.class,
          BigDecimal.class);

  private final String what;

  private PlainData(String what) {
    this.what = what;
  }

  /**
   * Returns an unmodifiable copy.
   *
   * @param what the data as messages name it
   */
  public static Map<String, Object> copyOf(String what, Map<?, ?> map) {
    return new PlainData(what).map("", map);
  }

  private Map<String, Object> map(String path, Map<?, ?> map) {
    Map<String, Object> copy = Ordered.hasOrder(map) ? new LinkedHashMap<>() : new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String name)) {
            throw refused(path, "have keys that are strings", String.valueOf(key), "quote it");
          }
          copy.put(name, value(FieldPath.below(path, name), value));
        });
    return Collections.unmodifiableMap(copy);
  }

  private @Nullable Object value(String path, @Nullable Object value) {
    if (value instanceof DataSource source) {
      return value(path, source.data());
    }
    if (value instanceof Map<?, ?> map) {
      return map(path, map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (Object item : list) {
        copy.add(value(path + "[" + copy.size() + "]", item));
      }
      return Collections.unmodifiableList(copy);
    }
    if (value != null && !isScalar(value)) {
      throw refused(
          path,
          "be a map, a list, a string, a number, a boolean or null",
          value.getClass().getSimpleName(),
          "convert it");
    }
    if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
      throw refused(path, "be a finite number", value.toString(), "write another");
    }
    return value;
  }

  private static boolean isScalar(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof SubstitutedValue
        || NUMBERS.contains(value.getClass());
  }

  private IllegalArgumentException refused(String path, String rule, String value, String remedy) {
    return new IllegalArgumentException(
        "%s must %s, got '%s'; %s"
            .formatted(path.isEmpty() ? what : "'" + path + "' in " + what, rule, value, remedy));
  }
}

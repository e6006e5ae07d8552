package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.internal.DataSource;
import dev.flotilla.fleet.content.internal.PlainData;
import dev.flotilla.fleet.content.internal.YamlText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of a chart. A key is never a path, even with dots in it: nest {@code Values.of}. Texts are
 * literal; Flux on each cluster fills in a {@code Variable} or a {@code Text}.
 *
 * <pre>{@code
 * Values.of("replicaCount", 3, "resources", Values.of("limits", Values.of("cpu", "500m")))
 * }</pre>
 *
 * <p>Rejected: anything but maps, lists, strings, numbers, booleans and null; YAML that YAML 1.1
 * and 1.2 read differently, such as an unquoted {@code on} or {@code 012}, and {@code 1.10}, of
 * which a number loses a digit.
 *
 * @param data the values, in the order in which they are written
 */
public record Values(Map<String, Object> data) implements DataSource {
  /** No values. */
  public static final Values NONE = new Values(Collections.emptyMap());

  public Values {
    data = PlainData.copyOf("the values of a chart", data);
  }

  /**
   * Returns values by key.
   *
   * @param value a map, list, string, number or boolean, nested {@code Values}, or null, by which
   *     Helm removes the chart's value
   * @param more further keys, each followed by its value
   */
  public static Values of(String key, Object value, Object... more) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(key, value);
    if (more.length % 2 != 0) {
      throw new IllegalArgumentException(
          "values must be pairs of key and value, got '%s' without one; add its value"
              .formatted(more[more.length - 1]));
    }
    for (int i = 0; i < more.length; i += 2) {
      if (!(more[i] instanceof String name)) {
        throw new IllegalArgumentException(
            "the key of a value must be a string, got '%s'; write key, value, key, value"
                .formatted(more[i]));
      }
      if (data.containsKey(name)) {
        throw new IllegalArgumentException(
            "values must have each key once, got '%s' twice; remove one".formatted(name));
      }
      data.put(name, more[i + 1]);
    }
    return new Values(data);
  }

  /** Returns the values of a YAML text such as a {@code values.yaml}. */
  public static Values yaml(String text) {
    return new Values(YamlText.map("the YAML of values", text));
  }
}

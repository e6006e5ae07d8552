package dev.flotilla.fleet.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Maps whose order is the order they were written in, as every path to output needs. */
public final class Ordered {
  /** No labels, or no annotations. */
  public static final SortedMap<String, String> NONE = Collections.emptySortedMap();

  private Ordered() {}

  /** Returns a map of the pairs {@code key, value, key, value …}; it can grow. */
  public static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}

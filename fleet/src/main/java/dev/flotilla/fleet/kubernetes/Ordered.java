package dev.flotilla.fleet.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Collections whose order is that of writing or of their keys, as every path to output needs, and
 * copies of them.
 */
public final class Ordered {
  /** No labels, or no annotations. */
  public static final SortedMap<String, String> NONE = Collections.emptySortedMap();

  /** What {@code Map.of} and {@code Map.copyOf} return, of whatever size, and what hashes. */
  private static final Pattern UNORDERED =
      Pattern.compile("java\\.util\\.(HashMap|ImmutableCollections\\$.+)");

  private Ordered() {}

  /**
   * Returns a map of the pairs {@code key, value, key, value …}; it can grow.
   *
   * <p>Rejected: a key twice.
   */
  public static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      String key = (String) pairs[i];
      requireNew(map, key, "a key of a map");
      map.put(key, pairs[i + 1]);
    }
    return map;
  }

  /**
   * Returns a copy of a value of a user's own, with all that is in it, which nobody can change. A
   * map that has no order of its own, such as {@code Map.of}, is sorted by its keys: it has another
   * order in each JVM.
   */
  public static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copyOfMap(map);
    }
    return value instanceof List<?> list ? list.stream().map(Ordered::copyOf).toList() : value;
  }

  /** Returns such a copy of a map. */
  public static Map<String, Object> copyOfMap(Map<?, ?> map) {
    Map<String, Object> copy = hasOrder(map) ? new LinkedHashMap<>() : new TreeMap<>();
    map.forEach((key, value) -> copy.put((String) key, copyOf(value)));
    return Collections.unmodifiableMap(copy);
  }

  /** Returns whether a map has an order of its own, unlike {@code Map.of}. */
  public static boolean hasOrder(Map<?, ?> map) {
    return !UNORDERED.matcher(map.getClass().getName()).matches();
  }

  /** Returns a list with one more element, the last. */
  public static <T> List<T> append(List<T> list, T more) {
    return concat(list, Collections.singletonList(more));
  }

  /** Returns the elements of a list, then those of another. */
  public static <T> List<T> concat(List<T> list, List<T> more) {
    return Stream.concat(list.stream(), more.stream()).toList();
  }

  /**
   * Returns a map with one more entry.
   *
   * <p>Rejected: a key that the map has.
   *
   * @param what the key is, for example {@code a variable of cluster 'staging'}
   */
  public static <K extends Comparable<K>, T> SortedMap<K, T> putNew(
      SortedMap<K, T> map, K key, T value, String what) {
    requireNew(map, key, what);
    SortedMap<K, T> more = new TreeMap<>(map);
    more.put(key, value);
    return Collections.unmodifiableSortedMap(more);
  }

  private static <K> void requireNew(Map<K, ?> map, K key, String what) {
    if (map.containsKey(key)) {
      throw new IllegalArgumentException(
          what + " must be set only once, got '" + key + "' twice; remove one");
    }
  }
}

package dev.flotilla.constructs.kubernetes;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Labels and annotations that objects get beside their own, from the moment they are created:
 * admission policies ask for them.
 */
public record ObjectMetadata(
    SortedMap<String, String> labels, SortedMap<String, String> annotations) {
  /** Neither labels nor annotations. */
  public static final ObjectMetadata NONE = new ObjectMetadata(new TreeMap<>(), new TreeMap<>());

  public ObjectMetadata {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  /** Returns this metadata with one more label. */
  public ObjectMetadata withLabel(String key, String value) {
    return new ObjectMetadata(with(labels, key, value), annotations);
  }

  /** Returns this metadata with one more annotation. */
  public ObjectMetadata withAnnotation(String key, String value) {
    return new ObjectMetadata(labels, with(annotations, key, value));
  }

  private static SortedMap<String, String> with(Map<String, String> map, String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(map);
    more.put(key, value);
    return more;
  }

  /** Returns whether there is nothing in it. */
  public boolean isEmpty() {
    return labels.isEmpty() && annotations.isEmpty();
  }
}

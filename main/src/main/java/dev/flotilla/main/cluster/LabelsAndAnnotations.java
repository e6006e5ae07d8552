package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The labels and annotations of an object. */
public final class LabelsAndAnnotations {
  private LabelsAndAnnotations() {}

  /** Returns both in one map. */
  public static Map<String, String> of(GenericKubernetesResource object) {
    Map<String, String> all = new TreeMap<>();
    Optional.ofNullable(object.getMetadata().getLabels()).ifPresent(all::putAll);
    Optional.ofNullable(object.getMetadata().getAnnotations()).ifPresent(all::putAll);
    return all;
  }
}

package dev.flotilla.constructs.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One Kubernetes object as ordered data, ready to be written.
 *
 * @param metadata name, namespace, labels and annotations, in the order they are written
 * @param body everything beside apiVersion, kind and metadata, in the order it is written
 */
public record KubernetesObject(
    String apiVersion, String kind, Map<String, Object> metadata, Map<String, Object> body) {

  public KubernetesObject {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }

  /** Returns an object that has a name and a namespace and no other metadata. */
  public static KubernetesObject of(
      String apiVersion, String kind, String namespace, String name, Map<String, Object> body) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", Rfc1123.subdomain("name of " + kind, name));
    metadata.put("namespace", Rfc1123.label("namespace of " + kind + " '" + name + "'", namespace));
    return new KubernetesObject(apiVersion, kind, metadata, body);
  }

  /** Returns the object as the map that a manifest holds. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("apiVersion", apiVersion);
    map.put("kind", kind);
    map.put("metadata", metadata);
    map.putAll(body);
    return map;
  }
}

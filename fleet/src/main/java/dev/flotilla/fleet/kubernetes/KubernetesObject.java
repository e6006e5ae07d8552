package dev.flotilla.fleet.kubernetes;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One Kubernetes object as ordered data, ready to be written.
 *
 * @param metadata name, namespace, labels and annotations, in the order they are written
 * @param body everything beside apiVersion, kind and metadata, in the order it is written
 */
@RecordBuilder
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

  /** Returns an object of the whole cluster that has a name and no other metadata. */
  public static KubernetesObject ofCluster(
      String apiVersion, String kind, String name, Map<String, Object> body) {
    return new KubernetesObject(
        apiVersion, kind, Ordered.map("name", Rfc1123.subdomain("name of " + kind, name)), body);
  }

  /** Returns a copy of an object of a user's own, as {@link Ordered#copyOf} makes it. */
  public KubernetesObject copy() {
    return KubernetesObjectFields.from(this)
        .metadata(Ordered.copyOfMap(metadata))
        .body(Ordered.copyOfMap(body))
        .build();
  }

  /** Returns this object with labels and annotations, in this order. */
  public KubernetesObject with(Map<String, String> labels, Map<String, String> annotations) {
    Map<String, Object> more = new LinkedHashMap<>(metadata);
    if (!labels.isEmpty()) {
      more.put("labels", labels);
    }
    if (!annotations.isEmpty()) {
      more.put("annotations", annotations);
    }
    return KubernetesObjectFields.from(this).metadata(more).build();
  }

  /** Returns kind, namespace and name, as messages show them: {@code ConfigMap 'web/settings'}. */
  public String id() {
    Object namespace = metadata.get("namespace");
    return kind + " '" + (namespace == null ? "" : namespace + "/") + metadata.get("name") + "'";
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

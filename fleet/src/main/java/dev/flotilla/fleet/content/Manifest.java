package dev.flotilla.fleet.content;

import dev.flotilla.fleet.content.internal.NamedObject;
import dev.flotilla.fleet.content.internal.PlainData;
import dev.flotilla.fleet.content.internal.YamlText;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.KubernetesObjectFields;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One object of any kind. Its texts are literal; Flux on each cluster fills in a {@link Variable}
 * or a {@link Text}.
 *
 * <p>Rejected: values that a manifest cannot hold; YAML that YAML 1.1 and 1.2 read differently,
 * such as an unquoted {@code on}.
 *
 * @param object the object
 */
public record Manifest(KubernetesObject object) implements ContentItem {
  public Manifest {
    String what = object.id();
    object =
        KubernetesObjectFields.from(object)
            .metadata(PlainData.copyOf(what, object.metadata()))
            .body(PlainData.copyOf(what, object.body()))
            .build();
  }

  /**
   * Returns an object with a name.
   *
   * @param body all fields except apiVersion, kind and metadata
   */
  public static Manifest of(String apiVersion, String kind, String name, Map<String, ?> body) {
    return new Manifest(
        NamedObject.of(apiVersion, kind, name, PlainData.copyOf(kind + " '" + name + "'", body)));
  }

  /** Returns the object of a YAML document with apiVersion, kind and a name. */
  public static Manifest yaml(String text) {
    Map<String, Object> fields = new LinkedHashMap<>(YamlText.map("the YAML of an object", text));
    String apiVersion = text(fields.remove("apiVersion"), "apiVersion");
    String kind = text(fields.remove("kind"), "kind");
    if (!(fields.remove("metadata") instanceof Map<?, ?> metadata)) {
      throw missing("metadata");
    }
    text(metadata.get("name"), "metadata.name");
    return new Manifest(
        new KubernetesObject(apiVersion, kind, PlainData.copyOf("metadata", metadata), fields));
  }

  private static String text(Object value, String field) {
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw missing(field);
  }

  private static IllegalArgumentException missing(String field) {
    return new IllegalArgumentException(
        "the YAML of an object must have apiVersion, kind and metadata with a name, got no '%s'; add it"
            .formatted(field));
  }

  /** Returns this object with a label, in place of one with the same key. */
  public Manifest withLabel(String key, String value) {
    SortedMap<String, String> label = new TreeMap<>(Collections.singletonMap(key, value));
    return withMetadata("labels", with("labels", new ObjectMetadata(label, Ordered.NONE).labels()));
  }

  /** Returns this object with an annotation, in place of one with the same key. */
  public Manifest withAnnotation(String key, String value) {
    SortedMap<String, String> annotation = new TreeMap<>(Collections.singletonMap(key, value));
    return withMetadata(
        "annotations",
        with("annotations", new ObjectMetadata(Ordered.NONE, annotation).annotations()));
  }

  private Map<String, Object> with(String field, SortedMap<String, String> more) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (object.metadata().get(field) instanceof Map<?, ?> present) {
      present.forEach((key, value) -> all.put((String) key, value));
    }
    all.putAll(more);
    return all;
  }

  private Manifest withMetadata(String field, Object value) {
    Map<String, Object> metadata = new LinkedHashMap<>(object.metadata());
    metadata.put(field, value);
    return new Manifest(KubernetesObjectFields.from(object).metadata(metadata).build());
  }

  @Override
  public String id() {
    return object.id();
  }

  @Override
  public List<KubernetesObject> objects(String environment) {
    return List.of(object);
  }
}

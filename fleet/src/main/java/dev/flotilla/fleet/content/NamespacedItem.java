package dev.flotilla.fleet.content;

import dev.flotilla.fleet.content.update.VersionUse;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.KubernetesObjectFields;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An item in a namespace of its own, for a tenant with several. */
record NamespacedItem(ContentItem item, String namespace) implements ContentItem {
  NamespacedItem {
    Rfc1123.label("the namespace of " + item.id(), namespace);
  }

  @Override
  public String id() {
    return id(item.id());
  }

  private String id(String bare) {
    return bare.replaceFirst("'", "'" + namespace + "/");
  }

  @Override
  public List<KubernetesObject> objects(String environment) {
    return item.objects(environment).stream().map(this::placed).toList();
  }

  private KubernetesObject placed(KubernetesObject object) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", object.metadata().get("name"));
    metadata.put("namespace", namespace);
    object.metadata().forEach(metadata::putIfAbsent);
    return KubernetesObjectFields.from(object).metadata(metadata).build();
  }

  @Override
  public List<String> problems(String environment) {
    return item.problems(environment);
  }

  @Override
  public List<String> environments() {
    return item.environments();
  }

  @Override
  public List<VersionUse> versions() {
    return item.versions();
  }

  /** Flux looks dependencies up in the release's own namespace. */
  @Override
  public List<String> dependsOn() {
    return item.dependsOn().stream().map(this::id).toList();
  }
}

package dev.flotilla.fleet.content.internal;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Map;

/** Objects without a namespace, which go to that of their component or tenant. */
public final class NamedObject {
  private NamedObject() {}

  /** Returns an object that has a name and no other metadata. */
  public static KubernetesObject of(
      String apiVersion, String kind, String name, Map<String, Object> body) {
    return new KubernetesObject(apiVersion, kind, Ordered.map("name", name), body);
  }

  /** Returns a source that has a {@code spec}. */
  public static KubernetesObject source(String kind, String name, Map<String, Object> spec) {
    return of("source.toolkit.fluxcd.io/v1", kind, name, Ordered.map("spec", spec));
  }
}

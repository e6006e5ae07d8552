package dev.flotilla.main.check;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet has on one cluster. A ConfigMap that the operator copies from another namespace
 * has the data of its original.
 */
final class ClusterObjects {
  private static final String COPY = "fluxcd.controlplane.io/copyFrom";

  private final List<KubernetesObject> others = new ArrayList<>();
  private final Map<String, KubernetesObject> configMaps = new TreeMap<>();

  ClusterObjects(Stream<KubernetesObject> objects) {
    objects.forEach(
        object -> {
          if (object.kind().equals("ConfigMap") && object.apiVersion().equals("v1")) {
            configMaps.put(namespace(object) + "/" + object.metadata().get("name"), object);
          } else {
            others.add(object);
          }
        });
  }

  /** Returns all of them as they are on the cluster. */
  List<Map<String, Object>> all() {
    List<Map<String, Object>> all = new ArrayList<>();
    configMaps.forEach(
        (name, object) -> {
          Map<String, Object> configMap = new LinkedHashMap<>(object.toMap());
          configMap.put("data", data(name));
          all.add(configMap);
        });
    others.forEach(object -> all.add(object.toMap()));
    return all;
  }

  /** Returns what a Kustomization substitutes. As Flux does, later ConfigMaps win. */
  SortedMap<String, String> variables(KubernetesObject kustomization) {
    SortedMap<String, String> variables = new TreeMap<>();
    Object from = map(map(kustomization.body().get("spec")).get("postBuild")).get("substituteFrom");
    if (from instanceof List<?> references) {
      for (Object reference : references) {
        String name = namespace(kustomization) + "/" + map(reference).get("name");
        data(name).forEach((key, value) -> variables.put((String) key, (String) value));
      }
    }
    return variables;
  }

  private Map<?, ?> data(String name) {
    @Nullable KubernetesObject found = configMaps.get(name);
    if (found == null) {
      return Map.of();
    }
    Object original = map(found.metadata().get("annotations")).get(COPY);
    return original instanceof String other && !other.equals(name)
        ? data(other)
        : map(found.body().get("data"));
  }

  private static String namespace(KubernetesObject object) {
    return String.valueOf(object.metadata().get("namespace"));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}

package dev.flotilla.fleet.object;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which value each object of a cluster comes from. */
final class ObjectOwners {
  private final Map<String, String> byObject = new LinkedHashMap<>();

  /** Returns a problem for each value that has created some of {@code objects} already. */
  List<Problem> claim(String path, List<KubernetesObject> objects) {
    Map<String, List<String>> repeated = new LinkedHashMap<>();
    for (KubernetesObject object : objects) {
      String other = byObject.putIfAbsent(key(object), path);
      if (other != null) {
        repeated.computeIfAbsent(other, owner -> new ArrayList<>()).add(object.id());
      }
    }
    List<Problem> problems = new ArrayList<>();
    repeated.forEach((owner, ids) -> problems.add(new Problem(path, message(owner, ids))));
    return problems;
  }

  boolean has(KubernetesObject object) {
    return byObject.containsKey(key(object));
  }

  /** An object's version is not part of its identity. */
  private static String key(KubernetesObject object) {
    int slash = object.apiVersion().indexOf('/');
    return object.apiVersion().substring(0, Math.max(slash, 0)) + " " + object.id();
  }

  private static String message(String owner, List<String> ids) {
    return "an object must be defined once, got "
        + String.join(", ", ids)
        + " from '"
        + owner
        + "' too; give each its own name and namespaces";
  }
}

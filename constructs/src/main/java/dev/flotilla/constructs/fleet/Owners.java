package dev.flotilla.constructs.fleet;

import dev.flotilla.constructs.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which construct each object of a cluster comes from. */
final class Owners {
  private final Map<String, Supplier<String>> byObject = new LinkedHashMap<>();

  /** Returns a problem for each construct that has made some of {@code objects} already. */
  List<Problem> claim(Supplier<String> path, List<KubernetesObject> objects) {
    Map<String, List<String>> taken = new LinkedHashMap<>();
    for (KubernetesObject object : objects) {
      Supplier<String> other = byObject.putIfAbsent(key(object), path);
      if (other != null) {
        taken.computeIfAbsent(other.get(), owner -> new ArrayList<>()).add(object.id());
      }
    }
    List<Problem> problems = new ArrayList<>();
    taken.forEach((owner, ids) -> problems.add(new Problem(path.get(), message(owner, ids))));
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
    return "an object must come from one construct, got "
        + String.join(", ", ids)
        + " from '"
        + owner
        + "' too; give each its own name and namespaces";
  }
}

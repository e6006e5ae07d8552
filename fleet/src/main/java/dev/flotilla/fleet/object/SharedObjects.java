package dev.flotilla.fleet.object;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.schema.ObjectSchemas;
import dev.flotilla.fleet.schema.TextCheck;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The results of slow work on objects, which is done once for all clusters that have an equal
 * object. Several threads use it, and only by key, so no order of output depends on it.
 */
public final class SharedObjects {
  private final Map<FleetFile.Content, FleetFile.Content> contents = new ConcurrentHashMap<>();
  private final Map<KubernetesObject, KubernetesObject> objects = new ConcurrentHashMap<>();
  private final Map<KubernetesObject, List<String>> mistakes = new ConcurrentHashMap<>();
  private final Map<KubernetesObject, String> items = new ConcurrentHashMap<>();

  /** Returns the kept one of equal contents. */
  FleetFile.Content content(FleetFile.Content content) {
    return contents.computeIfAbsent(content, any -> any.sharing(this));
  }

  /** Returns the kept one of equal objects. */
  KubernetesObject object(KubernetesObject object) {
    return objects.computeIfAbsent(object, any -> any);
  }

  /** Returns what is wrong with {@code object}, whatever the cluster. */
  public List<String> mistakes(KubernetesObject object) {
    return mistakes.computeIfAbsent(object, SharedObjects::check);
  }

  private static List<String> check(KubernetesObject object) {
    return Stream.concat(
            ObjectSchemas.problems(object).stream(), TextCheck.problems(object).stream())
        .toList();
  }

  /** Returns {@code object} as one of the resources in the YAML of a ResourceSet. */
  String item(KubernetesObject object) {
    return items.computeIfAbsent(object, ResourceSet::item);
  }
}

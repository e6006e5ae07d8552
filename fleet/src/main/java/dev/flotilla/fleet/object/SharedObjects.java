package dev.flotilla.fleet.object;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.schema.ObjectSchemas;
import dev.flotilla.fleet.schema.TextCheck;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What takes long for an object, done once for all clusters that have an equal one. It is used by
 * several threads, and only by key: no order of output comes from it.
 */
public final class SharedObjects {
  private final Map<FleetFile.Content, FleetFile.Content> contents = new ConcurrentHashMap<>();
  private final Map<KubernetesObject, KubernetesObject> objects = new ConcurrentHashMap<>();
  private final Map<KubernetesObject, List<String>> mistakes = new ConcurrentHashMap<>();
  private final Map<KubernetesObject, String> items = new ConcurrentHashMap<>();

  /** Returns the one of equal contents that is kept. */
  FleetFile.Content content(FleetFile.Content content) {
    return contents.computeIfAbsent(content, any -> any.sharing(this));
  }

  /** Returns the one of equal objects that is kept. */
  KubernetesObject object(KubernetesObject object) {
    return objects.computeIfAbsent(object, any -> any);
  }

  /** Returns what is wrong with {@code object}, whatever the cluster. */
  List<String> mistakes(KubernetesObject object) {
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

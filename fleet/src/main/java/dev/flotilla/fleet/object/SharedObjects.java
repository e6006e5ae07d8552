package dev.flotilla.fleet.object;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.schema.ObjectSchemas;
import dev.flotilla.fleet.schema.TextCheck;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results of slow work on objects, which is done once for all clusters that have an equal
 * object. Several threads use it, and only by key, so no order of output depends on it.
 */
public final class SharedObjects {
  private final Map<FleetFile.Content, FleetFile.Content> contents = new ConcurrentHashMap<>();
  private final Map<KubernetesObject, KubernetesObject> objects = new ConcurrentHashMap<>();
  private final Map<KubernetesObject, List<String>> mistakes = new ConcurrentHashMap<>();

  // Of objects that are kept for all equal ones, so that they need not be compared with any.
  private final Map<KubernetesObject, List<String>> keptMistakes = ofKept();
  private final Map<KubernetesObject, String> items = ofKept();

  private final Map<ResourceSet, Head> heads = new ConcurrentHashMap<>();

  /**
   * A ResourceSet without the objects in it.
   *
   * @param yaml the same, as it is written
   */
  record Head(KubernetesObject object, String yaml) {}

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

  /** Returns what is wrong with an object that no other is equal to. */
  List<String> mistakesOfKept(KubernetesObject object) {
    return once(keptMistakes, object, SharedObjects::check);
  }

  private static List<String> check(KubernetesObject object) {
    return Stream.concat(
            ObjectSchemas.problems(object).stream(), TextCheck.problems(object).stream())
        .toList();
  }

  /** Returns {@code object}, a kept one, as one of the resources in the YAML of a ResourceSet. */
  String item(KubernetesObject object) {
    return once(items, object, ResourceSet::item);
  }

  private static <T> Map<KubernetesObject, T> ofKept() {
    return Collections.synchronizedMap(new IdentityHashMap<>());
  }

  /** Two threads may do the same work, but none waits for another. */
  private static <T> T once(
      Map<KubernetesObject, T> known, KubernetesObject kept, Function<KubernetesObject, T> work) {
    @Nullable T found = known.get(kept);
    if (found == null) {
      found = work.apply(kept);
      known.put(kept, found);
    }
    return found;
  }

  /** Returns what is kept of {@code set} without the objects in it. */
  Head head(ResourceSet set) {
    return heads.computeIfAbsent(
        set.empty(),
        empty -> {
          KubernetesObject object = empty.toObject();
          return new Head(object, Yaml.write(object.toMap()));
        });
  }
}

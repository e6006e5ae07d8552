package dev.flotilla.main.cluster.flux;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResourceKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of Flux's kinds in which a cluster has objects stored.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#upgrade-existing-objects-to-a-new-stored-version">stored
 *     versions</a>
 */
public final class StoredVersions {
  private StoredVersions() {}

  /** Returns them by the name of the custom resource definition. */
  public static SortedMap<String, List<String>> of(LiveCluster cluster) {
    List<GenericKubernetesResource> definitions =
        cluster.ask(
            client ->
                client
                    .genericKubernetesResources(ResourceKinds.DEFINITION)
                    .withLabel("app.kubernetes.io/part-of", "flux")
                    .list()
                    .getItems());
    SortedMap<String, List<String>> stored = new TreeMap<>();
    for (GenericKubernetesResource definition : definitions) {
      @Nullable Object versions = definition.get("status", "storedVersions");
      stored.put(
          definition.getMetadata().getName(),
          versions instanceof Collection<?> list
              ? list.stream().map(String::valueOf).toList()
              : List.of());
    }
    return stored;
  }
}

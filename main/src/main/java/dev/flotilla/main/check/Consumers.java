package dev.flotilla.main.check;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.ResourceSet;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.source.OciUrl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Kustomizations by which clusters apply artifacts, found in what the fleet renders: so the
 * content is checked for the very objects that Flux will have.
 */
final class Consumers {
  private static final String COPY = "fluxcd.controlplane.io/copyFrom";
  private static final String ROLE = "toolkit.fluxcd.io/role";

  private final List<RenderedCluster> rendered;
  private final SortedMap<String, String> environments = new TreeMap<>();
  private final String kubernetes;

  /**
   * Looks at nothing yet.
   *
   * @param clusters those that count
   * @param kubernetes the version of the clusters; empty means the newest that the checker knows
   */
  Consumers(List<RenderedCluster> rendered, Collection<Cluster> clusters, String kubernetes) {
    this.rendered = rendered;
    clusters.forEach(cluster -> environments.put(cluster.name(), cluster.environment().name()));
    this.kubernetes = kubernetes;
  }

  /** Returns those of the artifact at {@code url}, cluster by cluster. */
  List<CheckRequest.Consumer> of(OciUrl url) {
    List<CheckRequest.Consumer> consumers = new ArrayList<>();
    for (RenderedCluster cluster : rendered) {
      if (!environments.containsKey(cluster.name())) {
        continue;
      }
      Variables variables = new Variables(cluster);
      for (FleetFile file : cluster.files()) {
        for (ResourceSet set : file.content().sets()) {
          kustomizations(set, url)
              .forEach(
                  kustomization ->
                      consumers.add(consumer(cluster.name(), set, kustomization, variables)));
        }
      }
    }
    return consumers;
  }

  /** Returns what content may refer to on each cluster: ConfigMaps, and where charts come from. */
  SortedMap<String, List<Map<String, Object>>> objects() {
    SortedMap<String, List<Map<String, Object>>> objects = new TreeMap<>();
    for (RenderedCluster cluster : rendered) {
      if (environments.containsKey(cluster.name())) {
        List<Map<String, Object>> own = new Variables(cluster).configMaps();
        all(cluster)
            .filter(object -> isOf(object, "source.toolkit.fluxcd.io/", object.kind()))
            .forEach(object -> own.add(object.toMap()));
        objects.put(cluster.name(), own);
      }
    }
    return objects;
  }

  private static Stream<KubernetesObject> all(RenderedCluster cluster) {
    return cluster.files().stream()
        .map(FleetFile::content)
        .flatMap(
            content ->
                Stream.concat(
                    content.objects().stream(),
                    content.sets().stream().flatMap(set -> set.resources().stream())));
  }

  private CheckRequest.Consumer consumer(
      String cluster, ResourceSet set, KubernetesObject kustomization, Variables variables) {
    return new CheckRequest.Consumer(
        cluster,
        environments.get(cluster),
        kubernetes,
        isTenant(set),
        variables.of(kustomization),
        kustomization.toMap());
  }

  private static List<KubernetesObject> kustomizations(ResourceSet set, OciUrl url) {
    return set.resources().stream()
        .filter(object -> isOf(object, "kustomize.toolkit.fluxcd.io/", "Kustomization"))
        .filter(object -> source(set, object).filter(url.value()::equals).isPresent())
        .toList();
  }

  /** Returns the address of a Kustomization's source, which is in the same set. */
  private static Optional<String> source(ResourceSet set, KubernetesObject kustomization) {
    Map<?, ?> reference = map(map(kustomization.body().get("spec")).get("sourceRef"));
    return set.resources().stream()
        .filter(object -> isOf(object, "source.toolkit.fluxcd.io/", "OCIRepository"))
        .filter(object -> namespace(object).equals(namespace(kustomization)))
        .filter(object -> object.metadata().get("name").equals(reference.get("name")))
        .map(object -> String.valueOf(map(object.body().get("spec")).get("url")))
        .findFirst();
  }

  private static boolean isTenant(ResourceSet set) {
    return set.resources().stream()
        .filter(object -> isOf(object, "v1", "Namespace"))
        .anyMatch(object -> "tenant".equals(map(object.metadata().get("labels")).get(ROLE)));
  }

  private static boolean isOf(KubernetesObject object, String apiVersion, String kind) {
    return object.kind().equals(kind) && object.apiVersion().startsWith(apiVersion);
  }

  private static String namespace(KubernetesObject object) {
    return String.valueOf(object.metadata().get("namespace"));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  /** The ConfigMaps of a cluster, those too that the operator copies from another namespace. */
  private static final class Variables {
    private final Map<String, KubernetesObject> configMaps = new TreeMap<>();

    Variables(RenderedCluster cluster) {
      all(cluster)
          .filter(object -> isOf(object, "v1", "ConfigMap"))
          .forEach(
              object ->
                  configMaps.put(namespace(object) + "/" + object.metadata().get("name"), object));
    }

    /** Returns all of them with the data that they get on the cluster. */
    List<Map<String, Object>> configMaps() {
      List<Map<String, Object>> all = new ArrayList<>();
      configMaps.forEach(
          (name, object) -> {
            Map<String, Object> configMap = new LinkedHashMap<>(object.toMap());
            configMap.put("data", data(name));
            all.add(configMap);
          });
      return all;
    }

    /** As Flux does, later ConfigMaps win. */
    SortedMap<String, String> of(KubernetesObject kustomization) {
      SortedMap<String, String> variables = new TreeMap<>();
      Object from =
          map(map(kustomization.body().get("spec")).get("postBuild")).get("substituteFrom");
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
  }
}

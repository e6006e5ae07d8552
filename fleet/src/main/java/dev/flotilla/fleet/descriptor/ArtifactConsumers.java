package dev.flotilla.fleet.descriptor;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.ResourceSet;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.source.OciUrl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds, in what clusters get, the objects that apply artifacts. */
final class ArtifactConsumers {
  private static final String ROLE = "toolkit.fluxcd.io/role";

  /** By the address of an artifact, how each cluster applies it. */
  private final Map<String, Map<ArtifactConsumer, List<String>>> consumers = new TreeMap<>();

  ArtifactConsumers(List<RenderedCluster> rendered) {
    for (RenderedCluster cluster : rendered) {
      for (FleetFile file : cluster.files()) {
        file.content().sets().forEach(set -> add(cluster.name(), set));
      }
    }
  }

  private void add(String cluster, ResourceSet set) {
    Map<String, List<KubernetesObject>> byUrl = new LinkedHashMap<>();
    of(set, "source.toolkit.fluxcd.io/", "OCIRepository")
        .forEach(
            source ->
                byUrl
                    .computeIfAbsent(
                        String.valueOf(spec(source).get("url")), url -> new ArrayList<>())
                    .add(source));
    byUrl.forEach(
        (url, sources) -> {
          ArtifactConsumer consumer =
              new ArtifactConsumer(List.of(), isTenant(set), applying(set, sources));
          if (!consumer.kustomizations().isEmpty()) {
            consumers
                .computeIfAbsent(url, unknown -> new LinkedHashMap<>())
                .computeIfAbsent(consumer, unknown -> new ArrayList<>())
                .add(cluster);
          }
        });
  }

  private static List<KubernetesObject> applying(ResourceSet set, List<KubernetesObject> sources) {
    return of(set, "kustomize.toolkit.fluxcd.io/", "Kustomization")
        .filter(object -> sources.stream().anyMatch(source -> isSource(source, object)))
        .toList();
  }

  /** A source is beside its Kustomization. */
  private static boolean isSource(KubernetesObject source, KubernetesObject kustomization) {
    Map<?, ?> reference = map(spec(kustomization).get("sourceRef"));
    return source.kind().equals(reference.get("kind"))
        && name(source).equals(reference.get("name"))
        && namespace(source).equals(namespace(kustomization));
  }

  private static boolean isTenant(ResourceSet set) {
    return of(set, "v1", "Namespace")
        .anyMatch(namespace -> "tenant".equals(map(namespace.metadata().get("labels")).get(ROLE)));
  }

  /** Returns how clusters apply the artifact at {@code url}, those that do it alike together. */
  List<ArtifactConsumer> of(OciUrl url) {
    return consumers.getOrDefault(url.value(), Collections.emptyMap()).entrySet().stream()
        .map(entry -> entry.getKey().with(entry.getValue()))
        .toList();
  }

  private static Stream<KubernetesObject> of(ResourceSet set, String group, String kind) {
    return set.resources().stream()
        .filter(object -> object.kind().equals(kind) && object.apiVersion().startsWith(group));
  }

  private static Map<?, ?> spec(KubernetesObject object) {
    return map(object.body().get("spec"));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Collections.emptyMap();
  }

  private static String name(KubernetesObject object) {
    return String.valueOf(object.metadata().get("name"));
  }

  private static String namespace(KubernetesObject object) {
    return String.valueOf(object.metadata().get("namespace"));
  }
}

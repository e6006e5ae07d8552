package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The objects of Flux on a cluster; each kind is asked for once. */
final class Snapshot implements Function<ObjectId, Optional<FluxObject>> {
  private final LiveCluster cluster;
  private final Map<String, List<GenericKubernetesResource>> kinds = new HashMap<>();

  Snapshot(LiveCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Optional<FluxObject> apply(ObjectId id) {
    return kinds.computeIfAbsent(id.group() + "/" + id.kind(), unknown -> list(id)).stream()
        .filter(object -> object.getMetadata().getName().equals(id.name()))
        .filter(object -> object.getMetadata().getNamespace().equals(id.namespace()))
        .map(object -> new FluxObject(id, object))
        .findFirst();
  }

  private List<GenericKubernetesResource> list(ObjectId id) {
    return cluster.listAll(kind(id));
  }

  static ResourceDefinitionContext kind(ObjectId id) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(id.group())
        .withVersion(id.version())
        .withKind(id.kind())
        .withPlural(Pluralize.toPlural(id.kind().toLowerCase(Locale.ROOT)))
        .withNamespaced(true)
        .build();
  }
}

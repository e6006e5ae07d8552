package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.ResourceKinds;
import dev.flotilla.main.cluster.flux.FluxObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects on a cluster; each kind is listed once, but pods and volume claims, of which it has
 * many, one by one.
 */
final class Snapshot implements ObjectView {
  private final LiveCluster cluster;
  private final Map<String, List<GenericKubernetesResource>> kinds = new HashMap<>();

  Snapshot(LiveCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Optional<FluxObject> apply(ObjectId id) {
    return LeafStatus.isPodOrClaim(id)
        ? cluster.find(id).map(object -> new FluxObject(id, object))
        : kinds.computeIfAbsent(id.group() + "/" + id.kind(), unknown -> list(id)).stream()
            .filter(object -> object.getMetadata().getName().equals(id.name()))
            .filter(object -> ObjectId.of(object).namespace().equals(id.namespace()))
            .map(object -> new FluxObject(id, object))
            .findFirst();
  }

  private List<GenericKubernetesResource> list(ObjectId id) {
    return id.isCustom() ? cluster.listCustom(id) : cluster.listAll(ResourceKinds.of(id));
  }

  @Override
  public Optional<ObjectEvent> newestEvent(ObjectId id) {
    return ObjectEvent.newest(cluster.events(id));
  }
}

package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.FluxObject;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.flux.Obstacle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at all that the Flux of a cluster delivers: the inventory of each Kustomization, and of
 * each ResourceSet, names what it has applied.
 */
final class Deliveries {
  private final ObjectView cluster;

  /**
   * Prepares to look.
   *
   * @param cluster finds an object
   */
  Deliveries(ObjectView cluster) {
    this.cluster = cluster;
  }

  /** Returns what a cluster's Flux delivers: one thing, which delivers all others, or nothing. */
  static List<Delivery> of(LiveCluster cluster, LiveFlux live) {
    return live.sync().isEmpty()
        ? List.of()
        : List.of(new Deliveries(new Snapshot(cluster)).of(live.syncName()));
  }

  /** Returns what the Kustomization of that name, which syncs the cluster, has brought. */
  Delivery of(String sync) {
    Bundle first = bundle(sync);
    return delivery(first, new Releases(cluster, first.ids()));
  }

  /** Returns the sources of all that, as far as they are there. */
  List<ObjectId> sources(String sync) {
    return bundle(sync)
        .all()
        .filter(ObjectId::isSource)
        .filter(id -> cluster.apply(id).isPresent())
        .distinct()
        .toList();
  }

  /**
   * A Kustomization or ResourceSet with the objects of Flux that report its status.
   *
   * @param brought those that it has applied in turn
   */
  private record Bundle(ObjectId id, Set<ObjectId> parts, List<Bundle> brought) {
    static Bundle of(ObjectId id, Stream<ObjectId> parts) {
      Set<ObjectId> all = new LinkedHashSet<>(parts.toList());
      all.add(id);
      return new Bundle(id, all, new ArrayList<>());
    }

    Stream<ObjectId> ids() {
      return Stream.concat(Stream.of(id), brought.stream().flatMap(Bundle::ids));
    }

    Stream<ObjectId> all() {
      return Stream.concat(parts.stream(), brought.stream().flatMap(Bundle::all));
    }
  }

  /**
   * Follows the inventories, breadth first. Each object is shown once, below the first that has
   * applied it: an inventory may name its own Kustomization, as 'flux bootstrap' makes it, or one
   * above it.
   */
  private Bundle bundle(String sync) {
    Bundle first =
        bundle(
            new ObjectId(
                "kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "flux-system", sync));
    Set<String> seen = new HashSet<>(Set.of(first.id().toString()));
    Deque<Bundle> open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      Bundle next = open.remove();
      if (isKustomization(next.id())) {
        inventory(next.id())
            .filter(id -> isKustomization(id) || isResourceSet(id))
            .filter(id -> seen.add(id.toString()))
            .map(this::bundle)
            .forEach(next.brought()::add);
        open.addAll(next.brought());
      }
    }
    return first;
  }

  private Bundle bundle(ObjectId id) {
    return isKustomization(id)
        // The source of the sync is in no inventory.
        ? Bundle.of(id, cluster.apply(id).flatMap(FluxObject::source).stream())
        : Bundle.of(id, inventory(id).filter(ObjectId::isFlux));
  }

  private static boolean isKustomization(ObjectId id) {
    return id.group().equals("kustomize.toolkit.fluxcd.io") && id.kind().equals("Kustomization");
  }

  private static boolean isResourceSet(ObjectId id) {
    return id.group().equals("fluxcd.controlplane.io") && id.kind().equals("ResourceSet");
  }

  private Stream<ObjectId> inventory(ObjectId id) {
    return cluster.apply(id).map(FluxObject::inventory).orElse(List.of()).stream();
  }

  private Delivery delivery(Bundle bundle, Releases releases) {
    return Delivery.of(
        bundle.id().name(),
        bundle.parts().stream().map(cluster).flatMap(Optional::stream).toList(),
        bundle.parts().stream().flatMap(this::obstacles).distinct().toList(),
        releases.of(inventory(bundle.id()).toList()),
        bundle.brought().stream().map(brought -> delivery(brought, releases)).toList());
  }

  private Stream<Obstacle> obstacles(ObjectId id) {
    Optional<FluxObject> object = cluster.apply(id);
    if (object.isEmpty()) {
      return Stream.of(Obstacle.waiting(id, "not there"));
    }
    Optional<Obstacle> own = object.get().obstacle();
    return own.isPresent()
        ? new NotReadyCauses(cluster).of(object.get(), own.get()).stream()
        : behind(object.get()).stream();
  }

  /** An ImageUpdateAutomation has a source too, of which it applies nothing. */
  private Optional<Obstacle> behind(FluxObject object) {
    return object
        .source()
        .filter(source -> isKustomization(object.id()))
        .flatMap(cluster)
        .filter(source -> !source.revision().equals(object.revision()))
        .map(
            source ->
                Obstacle.waiting(
                    object.id(),
                    "has applied '%s', its source is at '%s'"
                        .formatted(object.revision(), source.revision())));
  }
}

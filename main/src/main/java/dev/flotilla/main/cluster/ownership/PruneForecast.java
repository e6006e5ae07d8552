package dev.flotilla.main.cluster.ownership;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.main.cluster.LabelsAndAnnotations;
import dev.flotilla.main.cluster.ObjectId;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What Flux deletes when a Kustomization gets another source or path: all of its inventory that the
 * new one does not have and that still is its own, and what those objects have applied in turn.
 */
final class PruneForecast {
  private static final Set<String> WORKLOADS =
      new TreeSet<>(List.of("CronJob", "DaemonSet", "Deployment", "Job", "StatefulSet"));

  private final LiveObjects cluster;
  private final Function<ObjectId, Optional<Applier>> appliers;
  private final Map<String, ObjectId> pruned = new LinkedHashMap<>();

  /** What a cluster is asked. */
  interface LiveObjects {
    /** Returns the objects of {@code kind}'s kind that have the labels; empty if it has no such. */
    Optional<List<GenericKubernetesResource>> labelled(
        ObjectId kind, SortedMap<String, String> labels);

    /** Returns the workloads and the volume claims of a namespace. */
    List<ObjectId> contents(String namespace);
  }

  PruneForecast(LiveObjects cluster, Function<ObjectId, Optional<Applier>> appliers) {
    this.cluster = cluster;
    this.appliers = appliers;
  }

  /** Returns it for {@code sync}: workloads, namespaces and volume claims come first. */
  List<ObjectId> of(Applier sync) {
    pruned.clear();
    Deque<Applier> open = new ArrayDeque<>(List.of(sync));
    Set<String> followed = new TreeSet<>();
    while (!open.isEmpty()) {
      Applier next = open.remove();
      if (followed.add(next.id().toString())) {
        // The operator makes the sync prune, whatever it did before.
        if (next == sync || next.deletesWhenDeleted()) {
          deletedBy(next).forEach(id -> add(id, open));
        }
      }
    }
    return pruned.values().stream()
        .sorted(Comparator.comparing(PruneForecast::rank).thenComparing(ObjectId::toString))
        .toList();
  }

  private void add(ObjectId id, Deque<Applier> open) {
    if (pruned.putIfAbsent(id.toString(), id) != null) {
      return;
    }
    appliers.apply(id).ifPresent(open::add);
    if (id.group().isEmpty() && id.kind().equals("Namespace")) {
      cluster
          .contents(id.name())
          .forEach(content -> pruned.putIfAbsent(content.toString(), content));
    }
  }

  private List<ObjectId> deletedBy(Applier applier) {
    SortedMap<String, String> labels = applier.kind().ownerLabels(applier.id());
    Map<String, Optional<List<GenericKubernetesResource>>> kinds = new HashMap<>();
    return applier.inventory().stream()
        .filter(id -> !isOfTheBootstrap(id))
        .filter(
            id ->
                kinds
                    .computeIfAbsent(
                        id.group() + "/" + id.kind(), kind -> cluster.labelled(id, labels))
                    .map(live -> live.stream().anyMatch(object -> deletes(applier, id, object)))
                    // What cannot be looked at is not said to be safe.
                    .orElse(true))
        .toList();
  }

  private static boolean deletes(Applier applier, ObjectId id, GenericKubernetesResource live) {
    return ObjectId.of(live).toString().equals(id.toString())
        && !isPartOfFlux(live)
        && !applier.kind().exempts(LabelsAndAnnotations.of(live));
  }

  /** The operator takes them over before Flux looks at the new source. */
  private static boolean isPartOfFlux(GenericKubernetesResource object) {
    return "flux".equals(LabelsAndAnnotations.of(object).get("app.kubernetes.io/part-of"));
  }

  private static boolean isOfTheBootstrap(ObjectId id) {
    String name = FluxInstance.NAMESPACE;
    return Set.of("Namespace/" + name, "Kustomization/" + name + "/" + name).contains(id.toString())
        || id.toString().equals("FluxInstance/" + name + "/flux");
  }

  private static int rank(ObjectId id) {
    if (WORKLOADS.contains(id.kind())) {
      return 0;
    }
    return switch (id.kind()) {
      case "Namespace" -> 1;
      case "PersistentVolumeClaim", "PersistentVolume" -> 2;
      case "CustomResourceDefinition" -> 3;
      default -> 4;
    };
  }
}

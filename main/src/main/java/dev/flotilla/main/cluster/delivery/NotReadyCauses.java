package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.FluxObject;
import dev.flotilla.main.cluster.flux.Obstacle;
import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an object waits for that is not ready itself: follows what it has applied, its charts and
 * its sources, down to where a condition, or the newest event, gives the reason. Flux's own
 * "timeout waiting for" never does.
 */
final class NotReadyCauses {
  private final ObjectView cluster;
  private final Set<String> seen = new HashSet<>();

  NotReadyCauses(ObjectView cluster) {
    this.cluster = cluster;
  }

  /** Returns why {@code object} is not ready: the causes, and itself as far as it says more. */
  List<Obstacle> of(FluxObject object, Obstacle own) {
    seen.add(object.id().toString());
    List<Obstacle> below = below(object);
    List<Obstacle> all = new ArrayList<>(below);
    if (below.isEmpty() || !object.isHealthCheck()) {
      all.add(own);
    } else {
      all.add(new Obstacle(own.object(), "waiting: for what is above", true));
    }
    return all;
  }

  private List<Obstacle> below(FluxObject object) {
    List<Obstacle> all = new ArrayList<>();
    Stream.concat(object.inventory().stream(), object.needs().stream())
        .filter(id -> id.isFlux() || LeafStatus.isIn(id))
        .filter(id -> seen.add(id.toString()))
        .forEach(id -> all.addAll(unready(id)));
    return all;
  }

  private List<Obstacle> unready(ObjectId id) {
    try {
      Optional<FluxObject> object = cluster.apply(id);
      if (object.isEmpty()) {
        return id.isCustom() ? List.of() : List.of(Obstacle.waiting(id, "not there"));
      }
      return id.isFlux()
          ? object.get().obstacle().map(own -> of(object.get(), own)).orElse(List.of())
          : LeafStatus.of(id, object.get().object())
              .map(status -> status.obstacle(id, () -> cluster.newestEvent(id)))
              .stream()
              .toList();
    } catch (Failure e) {
      // Without the right to look there, the object above says what it waits for.
      return List.of();
    }
  }
}

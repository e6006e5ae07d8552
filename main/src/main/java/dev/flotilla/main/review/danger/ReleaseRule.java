package dev.flotilla.main.review.danger;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A release reaches all clusters of an environment without rings at the same time. */
public final class ReleaseRule {
  private ReleaseRule() {}

  /**
   * Returns a danger for each environment that takes releases, has several clusters and no rings,
   * and changes on all of them.
   *
   * @param fleet all clusters that there were before: nothing runs yet on a new one
   * @param changes what changes on them
   */
  public static List<Danger> of(List<Cluster> fleet, List<Change> changes) {
    Set<String> changed = new TreeSet<>();
    changes.forEach(change -> changed.addAll(change.clusters()));
    Map<Environment, List<String>> environments = new LinkedHashMap<>();
    fleet.stream()
        .filter(cluster -> cluster.environment().channel().isReleased())
        .forEach(
            cluster ->
                environments
                    .computeIfAbsent(cluster.environment(), unknown -> new ArrayList<>())
                    .add(cluster.name()));
    List<Danger> dangers = new ArrayList<>();
    environments.forEach(
        (environment, clusters) -> {
          if (clusters.size() > 1
              && !environment.hasSeveralRings()
              && changed.containsAll(clusters)) {
            dangers.add(
                new Danger(
                    DangerKind.ALL_AT_ONCE,
                    "environment '" + environment.name() + "'",
                    "changes on all its %d clusters with one release".formatted(clusters.size()),
                    clusters));
          }
        });
    return dangers;
  }
}

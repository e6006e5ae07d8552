package dev.flotilla.main.review;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.review.artifact.ArtifactComparison;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.danger.Dangers;
import dev.flotilla.main.review.danger.ReleaseRule;
import dev.flotilla.main.review.rings.RingRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Compares two renderings of a fleet artifact, and groups what is alike on several clusters. */
public final class FleetReview {
  private FleetReview() {}

  /**
   * Returns what changes from one to the other.
   *
   * @param fleet all clusters of the fleet; it has their order
   */
  public static ChangeSet compare(ArtifactFiles before, ArtifactFiles after, List<Cluster> fleet) {
    List<ClusterPair> clusters = ArtifactComparison.of(before, after, names(before, after, fleet));
    List<Change> changes =
        grouped(
            clusters.parallelStream().map(ClusterPair::changes).toList(),
            change -> change.on(List.of()),
            Change::clusters,
            Change::on);
    List<Danger> dangers =
        new ArrayList<>(
            grouped(
                clusters.parallelStream()
                    .map(
                        cluster -> Ordered.concat(Dangers.of(cluster), RingRule.of(fleet, cluster)))
                    .toList(),
                danger -> danger.on(List.of()),
                Danger::clusters,
                Danger::on));
    List<Cluster> running =
        fleet.stream().filter(cluster -> before.clusters().containsKey(cluster.name())).toList();
    dangers.addAll(ReleaseRule.of(running, changes));
    return new ChangeSet(
        List.of(),
        dangers.stream()
            .sorted(Comparator.comparing(Danger::kind).thenComparing(Danger::subject))
            .toList(),
        clusters.stream().filter(ClusterPair::isNew).map(ClusterPair::name).toList(),
        clusters.stream().filter(ClusterPair::isRemoved).map(ClusterPair::name).toList(),
        changes.stream()
            .sorted(Comparator.comparing(Change::object).thenComparing(Change::path))
            .toList(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The clusters of the fleet in its order, and then those that it no longer has. */
  private static List<String> names(
      ArtifactFiles before, ArtifactFiles after, List<Cluster> fleet) {
    Set<String> all = new TreeSet<>(before.clusters().keySet());
    all.addAll(after.clusters().keySet());
    Set<String> names = new LinkedHashSet<>(fleet.stream().map(Cluster::name).toList());
    names.retainAll(all);
    names.addAll(all);
    return List.copyOf(names);
  }

  /** Returns each of what several clusters have once, with their names. */
  private static <T> List<T> grouped(
      List<List<T>> ofClusters,
      Function<T, T> withoutClusters,
      Function<T, List<String>> clusters,
      BiFunction<T, List<String>, T> on) {
    Map<T, Set<String>> groups = new LinkedHashMap<>();
    for (List<T> ofCluster : ofClusters) {
      for (T one : ofCluster) {
        groups
            .computeIfAbsent(withoutClusters.apply(one), unknown -> new LinkedHashSet<>())
            .addAll(clusters.apply(one));
      }
    }
    List<T> grouped = new ArrayList<>();
    groups.forEach((one, names) -> grouped.add(on.apply(one, List.copyOf(names))));
    return grouped;
  }
}

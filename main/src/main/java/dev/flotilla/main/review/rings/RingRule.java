package dev.flotilla.main.review.rings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import java.util.ArrayList;
import java.util.List;

/** Something gets into an environment with rings that changes in all of them at the same time. */
public final class RingRule {
  private RingRule() {}

  /**
   * Returns a danger for each on one cluster.
   *
   * @param fleet the clusters with their rings
   */
  public static List<Danger> of(List<Cluster> fleet, ClusterPair cluster) {
    return fleet.stream()
        .filter(one -> one.name().equals(cluster.name()))
        .filter(one -> one.environment().hasSeveralRings())
        .map(one -> one.channel().tag().value())
        .flatMap(
            ring ->
                cluster.changed().stream()
                    .flatMap(object -> added(object, ring, cluster.name()).stream()))
        .toList();
  }

  private static List<Danger> added(ObjectPair pair, String ring, String cluster) {
    List<String> added = new ArrayList<>(moving(pair, pair.after(), ring));
    added.removeAll(moving(pair, pair.before(), ring));
    return added.stream()
        .distinct()
        .map(
            value ->
                new Danger(
                    DangerKind.OUTSIDE_RINGS,
                    pair.key().toString(),
                    "changes in all rings at the same time, by '%s'".formatted(value),
                    List.of(cluster)))
        .toList();
  }

  private static List<String> moving(ObjectPair pair, JsonNode content, String ring) {
    return MovingParts.of(pair.key(), content, ring);
  }
}

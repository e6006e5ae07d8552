package dev.flotilla.main.rollout.live;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ClusterArtifacts;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.delivery.Delivery;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.Obstacle;
import dev.flotilla.main.rollout.ClusterObservation;
import dev.flotilla.main.rollout.ClusterObservation.Health;
import dev.flotilla.main.rollout.RingClusters;
import dev.flotilla.main.status.RunningArtifact;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The clusters that follow the tags of an environment's rings of one artifact, those of another
 * environment with the same channel too; those that are pinned to a release of it do not.
 */
public final class LiveRings implements RingClusters {
  private final Fleet fleet;
  private final Environment environment;
  private final ChannelArtifact artifact;
  private final ClusterQuestions questions;

  /** Asks nothing yet. */
  public LiveRings(
      Fleet fleet, Environment environment, ChannelArtifact artifact, ClusterQuestions questions) {
    this.fleet = fleet;
    this.environment = environment;
    this.artifact = artifact;
    this.questions = questions;
  }

  /** Returns those of a ring. */
  public List<Cluster> clusters(RingName ring) {
    return fleet.clusters().stream()
        .filter(cluster -> cluster.channel().equals(environment.channel(ring)))
        .filter(cluster -> !cluster.pins().containsKey(artifact.url().value()))
        .filter(this::takes)
        .toList();
  }

  private boolean takes(Cluster cluster) {
    ClusterArtifacts artifacts = new ClusterArtifacts(fleet, cluster);
    return Stream.concat(artifacts.fleet().stream(), artifacts.components())
        .anyMatch(other -> other.path().equals(artifact.path()));
  }

  @Override
  public void fetch(RingName ring) {
    List<FluxStatus> unused = questions.ask(clusters(ring), this::fetch);
  }

  private void fetch(LiveCluster live, FluxStatus status) {
    Cluster cluster = fleet.cluster(live.name()).orElseThrow();
    deliveries(cluster, status).stream()
        .map(Delivery::source)
        .filter(source -> source.contains("/"))
        .forEach(source -> request(live, source));
  }

  /**
   * @see <a
   *     href="https://fluxcd.io/flux/components/source/ocirepositories/#triggering-a-reconcile">
   *     triggering a reconcile</a>
   */
  private static void request(LiveCluster live, String source) {
    String[] parts = source.split("/", 2);
    live.merge(
        new ObjectId(ObjectId.SOURCES, "v1", "OCIRepository", parts[0], parts[1]),
        "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}"
            .formatted(Instant.now()));
  }

  @Override
  public SortedMap<String, ClusterObservation> observe(RingName ring) {
    List<Cluster> clusters = clusters(ring);
    List<FluxStatus> statuses = questions.ask(clusters, (live, status) -> {});
    SortedMap<String, ClusterObservation> observed = new TreeMap<>();
    for (int i = 0; i < clusters.size(); i++) {
      observed.put(clusters.get(i).name(), observe(clusters.get(i), statuses.get(i)));
    }
    return observed;
  }

  /** What is about an older generation is an obstacle of a delivery already, and waits. */
  private ClusterObservation observe(Cluster cluster, FluxStatus status) {
    if (!status.reached()) {
      return ClusterObservation.unreachable(status.message());
    }
    String digest =
        RunningArtifact.of(fleet, cluster, status).stream()
            .filter(running -> running.artifact().path().equals(artifact.path()))
            .map(RunningArtifact::digest)
            .findFirst()
            .orElse("");
    if (digest.isEmpty()) {
      return new ClusterObservation("", 0, 0, Health.ABSENT, "");
    }
    List<Delivery> deliveries = deliveries(cluster, status);
    return new ClusterObservation(digest, 0, 0, health(deliveries), message(deliveries, status));
  }

  /** The fleet artifact is all that Flux delivers; a component or tenant is a delivery in it. */
  private List<Delivery> deliveries(Cluster cluster, FluxStatus status) {
    boolean isFleet =
        new ClusterArtifacts(fleet, cluster)
            .fleet()
            .filter(own -> own.path().equals(artifact.path()))
            .isPresent();
    return isFleet
        ? status.deliveries()
        : status.deliveries().stream()
            .flatMap(Delivery::all)
            .filter(delivery -> delivery.name().equals(artifact.name()))
            .limit(1)
            .toList();
  }

  private static Health health(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return Health.PROGRESSING;
    }
    if (deliveries.stream().allMatch(Delivery::isReady)) {
      return Health.READY;
    }
    return obstacles(deliveries).allMatch(Obstacle::isWaiting) ? Health.PROGRESSING : Health.FAILED;
  }

  private static Stream<Obstacle> obstacles(List<Delivery> deliveries) {
    return deliveries.stream()
        .flatMap(Delivery::all)
        .flatMap(delivery -> delivery.obstacles().stream());
  }

  /** What is wrong goes before what only waits. */
  private static String message(List<Delivery> deliveries, FluxStatus status) {
    return deliveries.isEmpty()
        ? status.message()
        : obstacles(deliveries)
            .min(Comparator.comparing(Obstacle::isWaiting))
            .map(obstacle -> obstacle.object() + ": " + obstacle.reason())
            .orElse("");
  }
}

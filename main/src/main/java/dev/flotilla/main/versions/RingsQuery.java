package dev.flotilla.main.versions;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ClusterArtifacts;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.PublishedVersions;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.registry.LastRollout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks the registries what the tag of each ring is at, artifact by artifact. */
public final class RingsQuery {
  private final Invocation invocation;
  private final Fleet fleet;

  /** Asks the registries that the run's environment has logins for. */
  public RingsQuery(Invocation invocation) {
    this.invocation = invocation;
    this.fleet = invocation.fleet();
  }

  /** An artifact that clusters of an environment run. */
  private record Place(Environment environment, ChannelArtifact artifact, List<Cluster> clusters) {}

  /** Returns a row for each ring of each artifact, also of one whose registry does not answer. */
  public List<RingVersion> rows(List<Environment> environments) {
    List<Place> places = environments.stream().flatMap(this::places).toList();
    List<RingVersion> rows = new ArrayList<>();
    ArtifactQuery.ask(places, place -> place.artifact.path(), this::rings)
        .forEach(
            answer ->
                rows.addAll(
                    answer
                        .value()
                        .orElseGet(() -> unknown(answer.asked(), answer.failure().orElseThrow()))));
    return rows;
  }

  private Stream<Place> places(Environment environment) {
    Map<String, Place> places = new LinkedHashMap<>();
    for (Cluster cluster : fleet.clusters()) {
      if (cluster.environment().equals(environment)) {
        ClusterArtifacts artifacts = new ClusterArtifacts(fleet, cluster);
        Stream.concat(artifacts.fleet().stream(), artifacts.components())
            .forEach(
                artifact ->
                    places
                        .computeIfAbsent(
                            artifact.path(),
                            path -> new Place(environment, artifact, new ArrayList<>()))
                        .clusters
                        .add(cluster));
      }
    }
    return places.values().stream();
  }

  private List<RingVersion> rings(Place place, Runnable life) {
    PublishedVersions versions =
        new PublishedVersions(
            place.artifact,
            invocation.environment(),
            invocation.folder(),
            invocation.report().secrets());
    List<RingVersion> rows = new ArrayList<>();
    LastRollout last = new LastRollout(invocation, place.environment, place.artifact);
    for (RingName ring : place.environment.rings()) {
      Channel channel = place.environment.channel(ring);
      String tag = channel.tag().value();
      Optional<ArtifactManifest> current = versions.at(tag);
      Optional<ArtifactManifest> signed = current.flatMap(any -> versions.signedAt(tag));
      life.run();
      Optional<ArtifactManifest> newer =
          signed.flatMap(manifest -> versions.newer(manifest, channel));
      life.run();
      rows.add(
          row(
              place,
              ring,
              signed,
              newer,
              current.isEmpty()
                  ? "no release has reached it"
                  : signed.isEmpty()
                      ? "what its tag is at is not signed as its clusters demand"
                      : last.warning(tag, signed.get().digest()).orElse(""),
              false));
    }
    return rows;
  }

  private static List<RingVersion> unknown(Place place, Failure failure) {
    String message = String.join("; ", failure.messages());
    return place.environment.rings().stream()
        .map(ring -> row(place, ring, Optional.empty(), Optional.empty(), message, true))
        .toList();
  }

  private static RingVersion row(
      Place place,
      RingName ring,
      Optional<ArtifactManifest> signed,
      Optional<ArtifactManifest> newer,
      String message,
      boolean isUnknown) {
    return new RingVersion(
        place.artifact.name(),
        place.environment.name(),
        ring,
        place.environment.channel(ring).tag().value(),
        signed.map(ArtifactManifest::revision).orElse(""),
        signed.map(ArtifactManifest::digest).orElse(""),
        newer.map(ArtifactManifest::revision).orElse(""),
        place.clusters.stream()
            .filter(cluster -> cluster.ring().equals(Optional.of(ring)))
            .map(Cluster::name)
            .toList(),
        message,
        isUnknown);
  }
}

package dev.flotilla.main.versions;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.fleet.resolve.ClusterArtifacts;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.status.RunningArtifact;
import dev.flotilla.main.versions.ArtifactVersion.Behind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what clusters run with what the registries have, artifact by artifact. */
public final class VersionsQuery {
  private final Invocation invocation;
  private final Fleet fleet;
  private final List<Environment> environments;
  private final Map<String, Map<Channel, ChannelArtifact>> byPath = new TreeMap<>();

  /** Asks the registries that the run's environment has logins for. */
  public VersionsQuery(Invocation invocation) {
    this.invocation = invocation;
    this.fleet = invocation.fleet();
    this.environments = fleet.environments();
    environments.stream()
        .flatMap(environment -> environment.channels().stream())
        .distinct()
        .forEach(
            channel ->
                new ChannelArtifacts(fleet, channel)
                    .all()
                    .forEach(
                        artifact ->
                            byPath
                                .computeIfAbsent(artifact.path(), path -> new LinkedHashMap<>())
                                .put(channel, artifact)));
  }

  /** What one cluster should run, and what it does. */
  private record Place(Cluster cluster, boolean isKnown, ChannelArtifact artifact, String digest) {}

  /**
   * Returns a row for each artifact of each cluster, also of one that has not answered.
   *
   * @param statuses those of {@code clusters}, in their order
   */
  public List<ArtifactVersion> rows(List<Cluster> clusters, List<FluxStatus> statuses) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < clusters.size(); i++) {
      places.addAll(places(clusters.get(i), statuses.get(i)));
    }
    SortedMap<String, SortedSet<String>> digests = new TreeMap<>();
    places.forEach(
        place -> {
          SortedSet<String> own =
              digests.computeIfAbsent(place.artifact.path(), path -> new TreeSet<>());
          if (!place.digest.isEmpty()) {
            own.add(place.digest);
          }
        });
    Map<String, RegistryVersions> registries = ask(digests);
    return places.stream()
        .sorted(Comparator.comparing(place -> place.artifact.path()))
        .map(place -> row(place, registries.get(place.artifact.path())))
        .toList();
  }

  private Map<String, RegistryVersions> ask(SortedMap<String, SortedSet<String>> digests) {
    Map<String, RegistryVersions> registries = new TreeMap<>();
    ArtifactQuery.ask(
            List.copyOf(digests.keySet()),
            path -> path,
            (path, life) ->
                RegistryVersions.ask(invocation, byPath.get(path), digests.get(path), life))
        .forEach(
            answer ->
                registries.put(
                    answer.asked(),
                    answer
                        .value()
                        .orElseGet(
                            () -> RegistryVersions.unknown(answer.failure().orElseThrow()))));
    return registries;
  }

  private List<Place> places(Cluster cluster, FluxStatus status) {
    Map<String, String> running = new TreeMap<>();
    RunningArtifact.of(fleet, cluster, status)
        .forEach(one -> running.put(one.artifact().path(), one.digest()));
    ClusterArtifacts artifacts = new ClusterArtifacts(fleet, cluster);
    return Stream.concat(artifacts.fleet().stream(), artifacts.components())
        .filter(artifact -> byPath.containsKey(artifact.path()))
        .map(
            artifact ->
                new Place(
                    cluster, status.reached(), artifact, running.getOrDefault(artifact.path(), "")))
        .toList();
  }

  private ArtifactVersion row(Place place, RegistryVersions registry) {
    Environment environment = place.cluster.environment();
    String channel = place.cluster.channel().tag().value();
    Optional<ArtifactManifest> running = Optional.ofNullable(registry.running().get(place.digest));
    Optional<String> unknown = unknown(place, running, registry);
    return new ArtifactVersion(
        place.artifact.name(),
        environment.name(),
        place.cluster.ring(),
        place.cluster.name(),
        running.map(ArtifactManifest::revision).orElse(""),
        place.digest,
        channel,
        revision(registry.channels().get(channel)),
        revision(registry.notPromoted().get(channel)),
        place.isKnown ? behind(place.cluster, running, registry) : List.of(),
        unknown.orElseGet(() -> state(place)),
        unknown.isPresent());
  }

  private static String revision(@Nullable ArtifactManifest manifest) {
    return manifest == null ? "" : manifest.revision();
  }

  /** In an environment with rings, what has reached the last one has reached it. */
  private List<Behind> behind(
      Cluster cluster, Optional<ArtifactManifest> running, RegistryVersions registry) {
    Environment own = cluster.environment();
    return Stream.concat(Stream.of(own), environments.stream().filter(other -> !other.equals(own)))
        .flatMap(
            environment -> {
              Channel channel = environment.equals(own) ? cluster.channel() : environment.channel();
              return Optional.ofNullable(registry.channels().get(channel.tag().value()))
                  .flatMap(newer -> behind(environment, newer, running, own))
                  .stream();
            })
        .toList();
  }

  /** What has the same content is not newer, such as the release of what staging runs. */
  private static Optional<Behind> behind(
      Environment environment,
      ArtifactManifest newer,
      Optional<ArtifactManifest> running,
      Environment own) {
    if (running.isEmpty()) {
      return environment.equals(own)
          ? Optional.of(new Behind(environment.name(), newer.revision(), 0))
          : Optional.empty();
    }
    Instant then = running.get().created().orElse(Instant.EPOCH);
    Instant now = newer.created().orElse(Instant.EPOCH);
    boolean isSame = newer.layer().equals(running.get().layer());
    return isSame || !now.isAfter(then)
        ? Optional.empty()
        : Optional.of(
            new Behind(
                environment.name(), newer.revision(), Duration.between(then, now).toSeconds()));
  }

  /** What a cluster that has answered should run, and the registry does not know. */
  private static Optional<String> unknown(
      Place place, Optional<ArtifactManifest> running, RegistryVersions registry) {
    if (!registry.message().isEmpty()) {
      return Optional.of(registry.message());
    }
    return place.digest.isEmpty() || running.isPresent()
        ? Optional.empty()
        : Optional.of(
            "what runs must be in the registry '%s', got no '%s'; publish it again"
                .formatted(place.artifact.url(), Digest.shortened(place.digest)));
  }

  private static String state(Place place) {
    if (!place.isKnown) {
      return "the cluster has not answered";
    }
    return place.digest.isEmpty() ? "the cluster has not fetched it" : "";
  }
}

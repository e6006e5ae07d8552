package dev.flotilla.fleet.descriptor;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fleet as those see it who have its artifact and not its sources: what a team needs to check and
 * publish a component or tenant. It is the file {@link #FILE} in the fleet artifact, and holds no
 * secret: credentials are not in it, and Secrets only by their names.
 *
 * @param mirrors by a registry's host, the place where clusters reach its repositories instead
 * @param environments those that clusters belong to, by name
 * @param clusters in the order of the fleet
 * @param fleet the fleet artifact as the clusters of each channel take it, by the channel's tag;
 *     empty if they sync something else
 * @param artifacts those of all components and tenants, by their path
 * @param git the components and tenants that have no artifact, because they are in Git
 * @param objects what the fleet has on clusters, to which content may refer or is held
 */
public record FleetDescriptor(
    Organization organization,
    SortedMap<String, Mirror.Target> mirrors,
    List<Environment> environments,
    List<DescribedCluster> clusters,
    SortedMap<String, ChannelArtifact> fleet,
    List<DescribedArtifact> artifacts,
    List<DescribedGitContent> git,
    List<DescribedObjects> objects) {
  /** The name of the file, at the root of the fleet artifact. */
  public static final String FILE = "fleet.json";

  /** The newest version of the format, which is the one that is written. */
  public static final int VERSION = 1;

  public FleetDescriptor {
    mirrors = Collections.unmodifiableSortedMap(new TreeMap<>(mirrors));
    environments = List.copyOf(environments);
    clusters = List.copyOf(clusters);
    fleet = Collections.unmodifiableSortedMap(new TreeMap<>(fleet));
    artifacts = List.copyOf(artifacts);
    git = List.copyOf(git);
    objects = List.copyOf(objects);
    List<String> known = environments.stream().map(Environment::name).toList();
    for (DescribedCluster cluster : clusters) {
      if (!known.contains(cluster.environment())) {
        throw new IllegalArgumentException(
            "a cluster must be of an environment that is listed, got '%s' for '%s'; add it"
                .formatted(cluster.environment(), cluster.name()));
      }
    }
  }

  /**
   * Describes a fleet.
   *
   * @param rendered all of its clusters
   */
  static FleetDescriptor of(ResolvedFleet resolved, List<RenderedCluster> rendered) {
    Fleet fleet = resolved.fleet();
    SortedMap<String, Environment> environments = new TreeMap<>();
    SortedMap<String, ChannelArtifact> synced = new TreeMap<>();
    SortedMap<String, SortedMap<String, ChannelArtifact>> channels = new TreeMap<>();
    fleet.environments().forEach(environment -> environments.put(environment.name(), environment));
    for (Channel channel : fleet.channels()) {
      String tag = channel.tag().value();
      ChannelArtifacts artifacts = new ChannelArtifacts(fleet, channel);
      artifacts.syncedFleet().ifPresent(artifact -> synced.put(tag, artifact));
      artifacts
          .components()
          .forEach(
              artifact ->
                  channels
                      .computeIfAbsent(artifact.path(), path -> new TreeMap<>())
                      .put(tag, artifact));
    }
    ArtifactConsumers consumers = new ArtifactConsumers(rendered);
    return new FleetDescriptor(
        fleet.organization(),
        new TreeMap<>(fleet.mirror().targets()),
        List.copyOf(environments.values()),
        resolved.clusters().stream()
            .map(
                cluster ->
                    new DescribedCluster(
                        cluster.name(),
                        cluster.cluster().environment().name(),
                        cluster.cluster().ring(),
                        cluster.cluster().role(),
                        cluster.cluster().facts().kubernetes()))
            .toList(),
        synced,
        channels.values().stream()
            .map(
                artifact ->
                    new DescribedArtifact(
                        artifact, consumers.of(artifact.get(artifact.firstKey()).url())))
            .toList(),
        DescribedGitContent.of(resolved),
        DescribedObjects.of(rendered));
  }

  /** Returns the channels that clusters follow, by their tags. */
  public SortedMap<String, Channel> channels() {
    SortedMap<String, Channel> channels = new TreeMap<>();
    environments.stream()
        .map(Environment::channel)
        .forEach(channel -> channels.put(channel.tag().value(), channel));
    return channels;
  }

  /**
   * Returns the components and tenants as the clusters of {@code channel} take them.
   *
   * @throws IllegalArgumentException if there is none, because then nothing says who must sign
   */
  public List<ChannelArtifact> artifacts(Channel channel) {
    if (!channels().containsValue(channel)) {
      throw ChannelArtifacts.unfollowed(channel);
    }
    return artifacts.stream()
        .map(artifact -> artifact.channels().get(channel.tag().value()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Returns the fleet artifact, if the clusters sync one, then the components and tenants. */
  public Stream<ChannelArtifact> all(Channel channel) {
    return Stream.concat(
        Stream.ofNullable(fleet.get(channel.tag().value())), artifacts(channel).stream());
  }

  /** Returns the names of the clusters that follow {@code channel} and apply an artifact. */
  public List<String> consumers(ChannelArtifact artifact, Channel channel) {
    Set<String> all =
        artifacts.stream()
            .filter(described -> described.any().url().equals(artifact.url()))
            .flatMap(described -> described.consumers().stream())
            .flatMap(consumer -> consumer.clusters().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return clusters.stream()
        .filter(cluster -> all.contains(cluster.name()) && channel(cluster).equals(channel))
        .map(DescribedCluster::name)
        .toList();
  }

  /** Returns the channel of a cluster's environment, whatever its ring. */
  public Channel channel(DescribedCluster cluster) {
    return environment(cluster).channel();
  }

  /** Returns what a cluster follows: the channel of its environment, or of its ring there. */
  public Channel followed(DescribedCluster cluster) {
    Environment environment = environment(cluster);
    return cluster.ring().map(environment::channel).orElseGet(environment::channel);
  }

  /** Returns whether clusters follow a tag, as their channel or as that of their ring. */
  public boolean isFollowed(String tag) {
    return environments.stream()
        .flatMap(environment -> environment.channels().stream())
        .anyMatch(channel -> channel.tag().value().equals(tag));
  }

  private Environment environment(DescribedCluster cluster) {
    return environments.stream()
        .filter(environment -> environment.name().equals(cluster.environment()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns what the fleet has on a cluster, to which content may refer or is held. */
  public Stream<KubernetesObject> objects(String cluster) {
    return objects.stream()
        .filter(some -> some.clusters().contains(cluster))
        .flatMap(some -> some.objects().stream());
  }

  /** Returns the text of the file: equal bytes for equal fleets. */
  public String toJson() {
    return DescriptorJson.write(this);
  }
}

package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The artifacts that the clusters of a channel take, with the signatures that they require. These
 * are the same for all rings of an environment.
 */
public final class ChannelArtifacts {
  private final Fleet fleet;
  private final ClusterResolver resolver;
  private final Channel channel;
  private final List<Cluster> followers;

  /**
   * Looks at the clusters of the environments that have {@code channel}, or a ring at it.
   *
   * @throws IllegalArgumentException if there is none, because then nothing says who must sign
   */
  public ChannelArtifacts(Fleet fleet, Channel channel) {
    this.fleet = fleet;
    this.resolver = new ClusterResolver(fleet);
    this.channel = channel;
    this.followers =
        fleet.clusters().stream()
            .filter(cluster -> cluster.environment().channels().contains(channel))
            .toList();
    if (followers.isEmpty()) {
      throw unfollowed(channel);
    }
  }

  /** Returns what is thrown for a channel that no cluster follows. */
  public static IllegalArgumentException unfollowed(Channel channel) {
    return new IllegalArgumentException(
        "a channel to publish to must have clusters, whose rules say who signs, got none on '"
            + channel.tag()
            + "'; add one to the fleet, or publish to another channel");
  }

  /**
   * Returns the fleet artifact.
   *
   * @throws IllegalArgumentException if the clusters do not sync one at the channel's tag
   */
  public ChannelArtifact fleet() {
    return syncedFleet().orElseThrow(() -> notSynced(resolver.sync(followers.get(0))));
  }

  private IllegalArgumentException notSynced(SyncSource any) {
    return new IllegalArgumentException(
        "the clusters of channel '%s' must sync the fleet from an artifact of that tag, got %s '%s' at '%s'; change it with Fleet.Builder.sync"
            .formatted(channel.tag(), any.kind(), any.address(), any.reference()));
  }

  /** Returns the fleet artifact, if the clusters sync one, then the components and tenants. */
  public Stream<ChannelArtifact> all() {
    return Stream.concat(syncedFleet().stream(), components().stream());
  }

  /** Returns the fleet artifact, if the clusters sync one at the tags that they follow. */
  public Optional<ChannelArtifact> syncedFleet() {
    List<OciSource> sources = followers.stream().flatMap(this::synced).toList();
    return sources.isEmpty()
        ? Optional.empty()
        : Optional.of(ChannelArtifact.ofFleet(fleet, published(followers.get(0)), sources));
  }

  private OciUrl published(Cluster cluster) {
    return ((OciSource) resolver.unmirrored().sync(cluster)).url();
  }

  private Stream<OciSource> synced(Cluster cluster) {
    return resolver.sync(cluster) instanceof OciSource source
            && source.tag().equals(cluster.channel().tag())
        ? Stream.of(source)
        : Stream.of();
  }

  /** Returns those of the components and tenants that any cluster runs, sorted by path. */
  public Collection<ChannelArtifact> components() {
    Map<String, Artifact> components = new TreeMap<>();
    fleet.clusters().stream()
        .flatMap(cluster -> fleet.workloads(cluster).artifacts())
        .forEach(artifact -> components.put(artifact.url().repository(), artifact));
    return components.values().stream().map(this::of).toList();
  }

  private ChannelArtifact of(Artifact artifact) {
    return ChannelArtifact.of(
        fleet,
        artifact,
        followers.stream()
            .map(cluster -> cluster.environment().signedFrom())
            .distinct()
            .map(artifact::verification));
  }
}

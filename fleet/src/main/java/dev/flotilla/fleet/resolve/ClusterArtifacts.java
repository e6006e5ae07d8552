package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The artifacts that one cluster runs, with the signature that it requires of each. */
public final class ClusterArtifacts {
  private final Fleet fleet;
  private final Cluster cluster;

  /** Looks at nothing yet. */
  public ClusterArtifacts(Fleet fleet, Cluster cluster) {
    this.fleet = fleet;
    this.cluster = cluster;
  }

  /** Returns the fleet artifact, if the cluster syncs one. */
  public Optional<ChannelArtifact> fleet() {
    ClusterResolver resolver = new ClusterResolver(fleet);
    return resolver.sync(cluster) instanceof OciSource source
            && resolver.unmirrored().sync(cluster) instanceof OciSource published
        ? Optional.of(
            new ChannelArtifact(
                Organization.FLEET,
                published.url().repository(),
                source.url(),
                source.isInsecure(),
                fleet.organization().releaseTag(),
                List.of(source.verification())))
        : Optional.empty();
  }

  /** Returns those of the components and tenants. */
  public Stream<ChannelArtifact> components() {
    return fleet.workloads(cluster).artifacts().map(this::of);
  }

  private ChannelArtifact of(Artifact artifact) {
    Mirror mirror = fleet.mirror();
    return new ChannelArtifact(
        artifact.name(),
        artifact.url().repository(),
        mirror.apply(artifact.url()),
        mirror.isInsecure(artifact.url().host()),
        artifact.repository().releaseTag(),
        List.of(mirror.verification(artifact.url(), declared(artifact))));
  }

  /** A pinned release is signed as that release, whatever the channel is signed from. */
  private Verification declared(Artifact artifact) {
    Optional<Version> pin = Optional.ofNullable(cluster.pins().get(artifact.url().value()));
    return pin.map(artifact::verification)
        .orElseGet(() -> artifact.verification(cluster.environment().signedFrom()));
  }
}

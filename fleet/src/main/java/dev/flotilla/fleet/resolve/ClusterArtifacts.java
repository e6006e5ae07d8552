package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.Verification;
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
        ? Optional.of(ChannelArtifact.ofFleet(fleet, published.url(), List.of(source)))
        : Optional.empty();
  }

  /** Returns those of the components and tenants. */
  public Stream<ChannelArtifact> components() {
    return fleet
        .workloads(cluster)
        .artifacts()
        .map(artifact -> ChannelArtifact.of(fleet, artifact, Stream.of(declared(artifact))));
  }

  private Verification declared(Artifact artifact) {
    return artifact.verification(
        cluster.environment().signedFrom(),
        Optional.ofNullable(cluster.pins().get(artifact.url().value())));
  }
}

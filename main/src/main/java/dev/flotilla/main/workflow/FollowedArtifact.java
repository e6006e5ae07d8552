package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.DescribedArtifact;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.KeylessVerification;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An artifact that some cluster follows on a channel.
 *
 * @param component the component or tenant that it is; empty means the fleet
 */
record FollowedArtifact(Channel channel, ChannelArtifact artifact, Optional<String> component) {
  /** Returns those of a fleet; of components and tenants only those that a cluster runs. */
  static Stream<FollowedArtifact> of(FleetDescriptor fleet) {
    return fleet.channels().values().stream().flatMap(channel -> on(channel, fleet));
  }

  private static Stream<FollowedArtifact> on(Channel channel, FleetDescriptor fleet) {
    String tag = channel.tag().value();
    List<String> followers =
        fleet.clusters().stream()
            .filter(cluster -> fleet.channel(cluster).equals(channel))
            .map(cluster -> cluster.name())
            .toList();
    Stream<FollowedArtifact> synced =
        Stream.ofNullable(fleet.fleet().get(tag))
            .map(artifact -> new FollowedArtifact(channel, artifact, Optional.empty()));
    Stream<FollowedArtifact> run =
        fleet.artifacts().stream()
            .filter(artifact -> clusters(artifact).anyMatch(followers::contains))
            .flatMap(artifact -> Stream.ofNullable(artifact.channels().get(tag)))
            .map(artifact -> new FollowedArtifact(channel, artifact, Optional.of(artifact.name())));
    return Stream.concat(synced, run);
  }

  private static Stream<String> clusters(DescribedArtifact artifact) {
    return artifact.consumers().stream().flatMap(consumer -> consumer.clusters().stream());
  }

  /** Returns the rules that name who signs it, without a key. */
  Stream<KeylessVerification> signers() {
    return artifact.verifications().stream()
        .filter(KeylessVerification.class::isInstance)
        .map(KeylessVerification.class::cast);
  }
}

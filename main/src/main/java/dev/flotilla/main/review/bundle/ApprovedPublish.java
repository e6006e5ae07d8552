package dev.flotilla.main.review.bundle;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.PreparedPublish;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import java.util.Collection;
import java.util.Optional;

/**
 * A publish to a channel, of what was approved.
 *
 * @param isMoved whether the channel is moved to it; if not, a rollout is what moves its rings
 */
public record ApprovedPublish(Bundle bundle, Channel channel, boolean isMoved) {
  /**
   * Refuses anything else than what was approved.
   *
   * @param clusters those that follow the channel and get it
   */
  public void require(
      ChannelArtifact artifact, PreparedPublish prepared, Collection<String> clusters) {
    String url = artifact.url().value();
    String layer = prepared.packed().digest();
    bundle.requireArtifact(url, layer, clusters);
    if (!isMoved) {
      return;
    }
    Optional<ArtifactManifest> now = prepared.current();
    // A publish that was killed after it has moved the channel is completed.
    if (now.filter(manifest -> manifest.layer().equals(layer)).isEmpty()) {
      bundle.requireChannel(
          url, channel.tag().value(), now.map(ArtifactManifest::digest).orElse(""));
    }
  }
}

package dev.flotilla.main.rollout.registry;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.RingTags;
import dev.flotilla.main.rollout.RolloutRing;
import java.time.Duration;
import java.util.Optional;

/** The tags of one artifact, whose signers are the same for all rings of an environment. */
public final class RegistryTags implements RingTags {
  private final ChannelArtifact artifact;
  private final ArtifactRegistry registry;
  private final Signatures signatures;
  private final Duration lag;

  /**
   * Looks at nothing yet.
   *
   * @param lag for how long the registry may answer with what was there before
   */
  public RegistryTags(
      ChannelArtifact artifact, ArtifactRegistry registry, Signatures signatures, Duration lag) {
    this.artifact = artifact;
    this.registry = registry;
    this.signatures = signatures;
    this.lag = lag;
  }

  @Override
  public String at(String tag) {
    return registry.find(tag).map(ArtifactManifest::digest).orElse("");
  }

  @Override
  public void point(String tag, String digest) {
    registry.tag(
        registry
            .findDigest(digest)
            .orElseThrow(
                () ->
                    new Failure(
                        "what a ring gets must be in the registry, got no '%s' in '%s'; publish it again"
                            .formatted(digest, artifact.url()))),
        tag);
  }

  @Override
  public Duration lag() {
    return lag;
  }

  @Override
  public Optional<String> refusal(String digest, RolloutRing ring) {
    return signatures.refusal(new PublishedDigest(artifact, digest));
  }
}

package dev.flotilla.main.publish;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what a cluster runs with what its registry has: anyone who can push there can move a
 * channel back to an old version, whose signature is still valid, and Flux follows.
 *
 * <p>It looks for a newer version that is signed as the cluster demands. A signed rollback names
 * the highest version of its time, so that one is expected. Anyone who can push can also delete: a
 * version that is no longer in the registry goes unnoticed.
 */
public final class VersionCheck {
  private final Map<String, String> environment;
  private final Path folder;
  private final SecretMask secrets;

  /**
   * Looks at nothing yet.
   *
   * @param folder where programs are started
   * @param secrets gets the secrets of the logins to registries
   */
  public VersionCheck(Map<String, String> environment, Path folder, SecretMask secrets) {
    this.environment = environment;
    this.folder = folder;
    this.secrets = secrets;
  }

  /**
   * Returns the warning about a cluster that runs {@code digest}, if there is one.
   *
   * @param channel what it follows
   * @throws Failure if the registry cannot be compared, for example without a login
   */
  public Optional<String> warning(ChannelArtifact artifact, Channel channel, String digest) {
    PublishedVersions versions = new PublishedVersions(artifact, environment, folder, secrets);
    ArtifactManifest running = versions.of(digest).orElseThrow(() -> gone(artifact, digest));
    String tag = channel.tag().value();
    return versions
        .newer(running, channel)
        .map(newer -> warning(artifact, tag, running, newer, versions.at(tag)));
  }

  /**
   * Returns the warning about a cluster of a ring that runs {@code digest}, if there is one: it
   * runs what its ring is at, and the newest version only when a rollout has reached that.
   *
   * @param ring what its ring follows
   * @throws Failure if the registry cannot be compared, for example without a login
   */
  public Optional<String> ringWarning(ChannelArtifact artifact, Channel ring, String digest) {
    PublishedVersions versions = new PublishedVersions(artifact, environment, folder, secrets);
    ArtifactManifest running = versions.of(digest).orElseThrow(() -> gone(artifact, digest));
    return versions
        .at(ring.tag().value())
        .filter(current -> !current.equals(running))
        .map(
            current ->
                "'%s' must run what its ring is at, '%s', got '%s'; Flux fetches '%s', or reports why it cannot"
                    .formatted(
                        artifact.name(),
                        Digest.shortened(current.revision()),
                        Digest.shortened(running.revision()),
                        ring.tag()));
  }

  private static String warning(
      ChannelArtifact artifact,
      String channel,
      ArtifactManifest running,
      ArtifactManifest newer,
      Optional<ArtifactManifest> current) {
    String versions =
        "'%s' must run the newest signed version, '%s', got '%s'"
            .formatted(
                artifact.name(),
                Digest.shortened(newer.revision()),
                Digest.shortened(running.revision()));
    if (current.filter(newer::equals).isPresent()) {
      return versions
          + "; channel '%s' is at the newer one already: Flux fetches it, or reports why it cannot"
              .formatted(channel);
    }
    return versions
        + "; channel '%s' of '%s' was moved back without a signed rollback: find out by whom, then publish again, or roll back with 'flotilla publish --rollback-to'"
            .formatted(channel, artifact.url());
  }

  private static Failure gone(ChannelArtifact artifact, String digest) {
    return new Failure(
        "the running artifact must be in its registry, got no '%s' in '%s'; publish it again"
            .formatted(digest, artifact.url()));
  }
}

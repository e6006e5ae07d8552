package dev.flotilla.main.publish;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.signature.Cosign;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Compares what a cluster runs with what its registry has: anyone who can push there can move a
 * channel back to an old version, whose signature is still valid, and Flux follows.
 *
 * <p>It looks for a newer version that is signed as the cluster demands. A signed rollback names
 * the highest version of its time, so that one is expected. Anyone who can push can also delete: a
 * version that is no longer in the registry goes unnoticed.
 */
public final class VersionCheck {
  /** Signatures are verified one by one, so a flood of tags could hold up the check. */
  private static final int MAX_VERIFIED = 5;

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
    ArtifactRegistry registry =
        ArtifactRegistry.open(artifact, environment, "pull", TimeLimits.STATUS, secrets);
    Signatures signatures =
        new Signatures(
            artifact,
            () -> Cosign.find(environment, folder, TimeLimits.STATUS),
            environment,
            Optional.empty());
    ArtifactManifest running =
        registry.findDigest(digest).orElseThrow(() -> gone(artifact, digest));
    VersionTag version =
        VersionTag.of(running, channel.isReleased()).orElseThrow(() -> nameless(artifact, running));
    return newer(registry.tags(), version, new SignedVersions(artifact, registry, signatures))
        .filter(newer -> !isRolledBackFrom(newer, running))
        .map(
            newer ->
                warning(
                    artifact,
                    channel.tag().value(),
                    running,
                    newer,
                    registry.find(channel.tag().value())));
  }

  private static Optional<ArtifactManifest> newer(
      SortedSet<String> tags, VersionTag version, SignedVersions signed) {
    List<VersionTag> newer =
        SignedVersions.among(tags).stream()
            .filter(tag -> tag.isNewerThan(version) && tag.isCommitted())
            .toList();
    Optional<ArtifactManifest> found =
        newer.stream()
            .limit(MAX_VERIFIED)
            .map(signed::signed)
            .flatMap(Optional::stream)
            .findFirst();
    if (found.isEmpty() && newer.size() > MAX_VERIFIED) {
      throw new Failure(
          "one of the newest %d versions must be signed, got none from '%s' on; publish them again, or remove their tags from the registry"
              .formatted(MAX_VERIFIED, newer.get(0).tag()));
    }
    return found;
  }

  private static boolean isRolledBackFrom(ArtifactManifest newer, ArtifactManifest running) {
    Optional<Version> from = running.rollbackFrom();
    Optional<Version> version = newer.version();
    return from.isPresent() && version.isPresent() && version.get().compareTo(from.get()) <= 0;
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

  private static Failure nameless(ChannelArtifact artifact, ArtifactManifest running) {
    return new Failure(
        "the running artifact must name its version and commit, got '%s' on %s of '%s'; publish it with 'flotilla publish'"
            .formatted(running.revision(), Digest.shortened(running.digest()), artifact.url()));
  }
}

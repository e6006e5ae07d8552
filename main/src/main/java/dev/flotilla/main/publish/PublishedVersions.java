package dev.flotilla.main.publish;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.signature.Cosign;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the registry has of one artifact. Anyone who can push there can point any tag anywhere, so
 * what is not signed as clusters demand counts for nothing.
 */
public final class PublishedVersions {
  /** Signatures are verified one by one, so a flood of tags could hold up the check. */
  private static final int MAX_VERIFIED = 5;

  private final ChannelArtifact artifact;
  private final ArtifactRegistry registry;
  private final Signatures signatures;

  /**
   * Looks at nothing yet.
   *
   * @param folder where programs are started
   * @param secrets gets the secrets of the logins to the registry
   */
  public PublishedVersions(
      ChannelArtifact artifact, Map<String, String> environment, Path folder, SecretMask secrets) {
    this.artifact = artifact;
    this.registry =
        ArtifactRegistry.open(artifact, environment, "pull", TimeLimits.STATUS, secrets);
    this.signatures =
        new Signatures(
            artifact,
            () -> Cosign.find(environment, folder, TimeLimits.STATUS),
            environment,
            Optional.empty());
  }

  /** Returns what a tag is at, signed or not. */
  public Optional<ArtifactManifest> at(String tag) {
    return registry.find(tag);
  }

  /** Returns what a tag is at, if that is signed. */
  public Optional<ArtifactManifest> signedAt(String tag) {
    return at(tag)
        .filter(
            manifest ->
                signatures.missing(new PublishedDigest(artifact, manifest.digest())).isEmpty());
  }

  /** Returns the manifest with a digest, if there is one. */
  public Optional<ArtifactManifest> of(String digest) {
    return registry.findDigest(digest);
  }

  /**
   * Returns the newest signed version that is newer than {@code manifest}, if there is one: a
   * higher release, or a later build of the same branch. A rollback names the highest version of
   * its time, which is not missed then.
   *
   * @param channel the channel that {@code manifest} is published on
   */
  public Optional<ArtifactManifest> newer(ArtifactManifest manifest, Channel channel) {
    VersionTag version =
        VersionTag.of(manifest, channel.isReleased()).orElseThrow(() -> nameless(manifest));
    SignedVersions signed = new SignedVersions(artifact, registry, signatures);
    List<VersionTag> newer =
        SignedVersions.among(registry.tags()).stream()
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
    return found.filter(one -> !isRolledBackFrom(one, manifest));
  }

  private static boolean isRolledBackFrom(ArtifactManifest newer, ArtifactManifest manifest) {
    Optional<Version> from = manifest.rollbackFrom();
    Optional<Version> version = newer.version();
    return from.isPresent() && version.isPresent() && version.get().compareTo(from.get()) <= 0;
  }

  private Failure nameless(ArtifactManifest manifest) {
    return new Failure(
        "the running artifact must name its version and commit, got '%s' on %s of '%s'; publish it with 'flotilla publish'"
            .formatted(manifest.revision(), Digest.shortened(manifest.digest()), artifact.url()));
  }
}

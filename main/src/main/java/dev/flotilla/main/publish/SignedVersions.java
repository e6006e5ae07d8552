package dev.flotilla.main.publish;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.signature.Signatures;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * The versions of one artifact that can be trusted: anyone who can push can point any tag anywhere,
 * so a version counts only if a signed manifest under its own tag names it.
 */
final class SignedVersions {
  private final ChannelArtifact artifact;
  private final ArtifactRegistry registry;
  private final Signatures signatures;

  SignedVersions(ChannelArtifact artifact, ArtifactRegistry registry, Signatures signatures) {
    this.artifact = artifact;
    this.registry = registry;
    this.signatures = signatures;
  }

  /** Returns the tags of versions among all tags, the newest first, signed or not. */
  static List<VersionTag> among(SortedSet<String> tags) {
    return tags.stream()
        .map(VersionTag::parse)
        .flatMap(Optional::stream)
        .sorted(VersionTag.NEWEST_FIRST)
        .toList();
  }

  /** Returns the tags of releases, the newest first, signed or not. */
  List<VersionTag> releases() {
    return among(registry.tags()).stream().filter(VersionTag.Release.class::isInstance).toList();
  }

  /**
   * Returns the manifest that a tag points to, if it is of that version and signed as clusters
   * demand.
   */
  Optional<ArtifactManifest> signed(VersionTag tag) {
    return registry
        .find(tag.tag())
        .filter(tag::isOf)
        .filter(
            manifest ->
                signatures.missing(new PublishedDigest(artifact, manifest.digest())).isEmpty());
  }

  /** Returns the newest signed version of those that {@code wanted} takes. */
  Optional<ArtifactManifest> newest(SortedSet<String> tags, Predicate<VersionTag> wanted) {
    return among(tags).stream()
        .filter(wanted)
        .map(this::signed)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Returns the highest signed release, which is {@code least} if there is no higher one. */
  Version highest(Version least) {
    VersionTag from = new VersionTag.Release(least);
    return newest(registry.tags(), tag -> tag.isNewerThan(from))
        .flatMap(ArtifactManifest::version)
        .orElse(least);
  }
}

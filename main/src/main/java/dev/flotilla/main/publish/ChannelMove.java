package dev.flotilla.main.publish;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.report.Failure;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The channel of one artifact, and how it moves. A registry overwrites a tag unconditionally, so of
 * two concurrent publishes the older one may write last. Each publish therefore reads the channel
 * again after writing it, together with the versions published in the meantime, and moves it on if
 * an older version has won.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/issues/251">Conditional
 *     requests of registries</a>
 */
final class ChannelMove {
  /** Each attempt is for one other publish that came between. */
  private static final int MAX_ATTEMPTS = 10;

  private final ChannelArtifact artifact;
  private final String name;
  private final ArtifactRegistry registry;
  private final SignedVersions versions;

  ChannelMove(
      ChannelArtifact artifact, String name, ArtifactRegistry registry, SignedVersions versions) {
    this.artifact = artifact;
    this.name = name;
    this.registry = registry;
    this.versions = versions;
  }

  /** Returns the tag of the channel. */
  String name() {
    return name;
  }

  /** Returns the artifact that it points to, if there is one. */
  Optional<ArtifactManifest> current() {
    return registry.find(name);
  }

  /**
   * Moves it to {@code manifest}, or to a newer version that was published meanwhile.
   *
   * @param before the tags that there were before the publish
   * @throws Failure if a newer version has won
   */
  ArtifactManifest move(ArtifactManifest manifest, Revision revision, SortedSet<String> before) {
    ArtifactManifest best = manifest;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      registry.tag(best, name);
      Optional<ArtifactManifest> now = current();
      ArtifactManifest newest = newest(manifest, revision, before);
      boolean isRolledBack =
          now.flatMap(ArtifactManifest::rollbackFrom).isPresent() && !now.get().equals(best);
      if (isRolledBack || (newest.equals(best) && now.filter(best::equals).isPresent())) {
        return won(manifest, now.get());
      }
      best = newest;
    }
    throw new Failure(
        "%s must be moved by one publish at a time, got another version after each of %d attempts; wait for the other publishes, and publish again"
            .formatted(this, MAX_ATTEMPTS));
  }

  private ArtifactManifest newest(
      ArtifactManifest manifest, Revision revision, SortedSet<String> before) {
    SortedSet<String> since = new TreeSet<>(registry.tags());
    since.removeAll(before);
    return versions.newest(since, revision::isOlderThan).orElse(manifest);
  }

  private ArtifactManifest won(ArtifactManifest manifest, ArtifactManifest winner) {
    if (winner.equals(manifest)) {
      return winner;
    }
    throw new Failure(
        winner.rollbackFrom().isPresent()
            ? "%s was rolled back to '%s' while '%s' was published; publish again if that is to replace the rollback"
                .formatted(this, winner.revision(), manifest.revision())
            : "%s is at '%s', which is newer than '%s' and was published at the same time; no action is needed"
                .formatted(this, winner.revision(), manifest.revision()));
  }

  /**
   * Moves it back, unless it has moved since it was at {@code before}.
   *
   * @throws Failure if somebody else moves it at the same time
   */
  ArtifactManifest rollBack(ArtifactManifest manifest, Optional<ArtifactManifest> before) {
    Optional<ArtifactManifest> now = current();
    if (now.equals(before)) {
      registry.tag(manifest, name);
      now = current();
      if (now.filter(manifest::equals).isPresent()) {
        return manifest;
      }
    }
    throw new Failure(
        "%s must not move during a rollback, got '%s'; check whether that move is wanted, and roll back again if it is not"
            .formatted(this, now.map(ArtifactManifest::revision).orElse("nothing")));
  }

  @Override
  public String toString() {
    return "channel '%s' of '%s'".formatted(name, artifact.url());
  }
}

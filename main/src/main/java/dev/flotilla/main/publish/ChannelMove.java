package dev.flotilla.main.publish;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.report.Failure;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The channel of one artifact, and how it moves. A registry writes a tag whatever it was before, so
 * of two that publish at the same time the older one may write last: whoever has written looks
 * again, at the versions that came meanwhile too, and puts right what an older one has won.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/issues/251">Conditional
 *     requests of registries</a>
 */
final class ChannelMove {
  /** Each one is for another publish that came between. */
  private static final int MOST_ATTEMPTS = 10;

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

  /** Returns its tag. */
  String name() {
    return name;
  }

  /** Returns what it is at, if it is anywhere. */
  Optional<ArtifactManifest> current() {
    return registry.find(name);
  }

  /**
   * Moves it to {@code manifest}, or to a newer version that was published meanwhile.
   *
   * @param before the tags that were there at first
   * @throws Failure if a newer version has won
   */
  ArtifactManifest move(ArtifactManifest manifest, Revision revision, SortedSet<String> before) {
    ArtifactManifest best = manifest;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
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
        "%s must stay where it was moved to, got another version each time in %d attempts; let one publish run at a time"
            .formatted(this, MOST_ATTEMPTS));
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
            ? "%s was rolled back to '%s' at the same time, got '%s'; publish it again if it is wanted"
                .formatted(this, winner.revision(), manifest.revision())
            : "%s is at '%s', which is newer and was published at the same time, got '%s'; nothing is to be done"
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
        "%s must not move while it is rolled back, got '%s' meanwhile; see whether that is wanted, and roll back again if it is not"
            .formatted(this, now.map(ArtifactManifest::revision).orElse("nothing")));
  }

  /** Returns it for messages. */
  @Override
  public String toString() {
    return "channel '%s' of '%s'".formatted(name, artifact.url());
  }
}

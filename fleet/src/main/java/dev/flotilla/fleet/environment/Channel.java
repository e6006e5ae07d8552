package dev.flotilla.fleet.environment;

import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciTag;

/**
 * What an environment's clusters follow: a moving tag of artifacts, or a branch of Git.
 *
 * <p>Rejected: what is neither an OCI tag nor a branch, and a version, because that is a release's
 * own tag.
 */
public sealed interface Channel {
  /** What the main branch last built. */
  Tag LATEST = tag("latest");

  /** The last release. */
  Tag LATEST_STABLE = tag("latest-stable").ofReleases();

  /** Returns a channel at what a branch builds, which no other channel follows. */
  static Tag tag(String tag) {
    return new Tag(new OciTag(tag), false);
  }

  /**
   * Returns a branch, which components and tenants from Git follow; artifacts that it builds have
   * its name as their tag, with {@code -} in place of {@code /}.
   */
  static Branch branch(String name) {
    return new Branch(GitRef.branch(name));
  }

  /** Returns the OCI tag of artifacts. */
  OciTag tag();

  /** Returns whether it moves to releases, else to what a branch builds. */
  boolean isReleased();

  /**
   * A moving tag.
   *
   * @param tag the OCI tag
   * @param isReleased whether it moves to releases, else to what a branch builds
   */
  record Tag(OciTag tag, boolean isReleased) implements Channel {
    public Tag {
      requireNoVersion(tag);
    }

    /** Returns this channel, to which releases are published instead of a branch. */
    public Tag ofReleases() {
      return new Tag(tag, true);
    }
  }

  /** A branch of Git, whose artifacts have its name as their tag. */
  record Branch(GitRef.Branch ref) implements Channel {
    public Branch {
      requireNoVersion(tag(ref));
    }

    @Override
    public OciTag tag() {
      return tag(ref);
    }

    @Override
    public boolean isReleased() {
      return false;
    }

    private static OciTag tag(GitRef.Branch ref) {
      return new OciTag(ref.name().replace('/', '-'));
    }
  }

  private static void requireNoVersion(OciTag tag) {
    if (tag.value().matches("v?\\d+(\\.\\d+)*([-+].*)?")) {
      throw new IllegalArgumentException(
          "the tag of a channel must not be a version, which is a release's own tag, got '"
              + tag
              + "'; name it after what it is for, such as 'canary'");
    }
  }
}

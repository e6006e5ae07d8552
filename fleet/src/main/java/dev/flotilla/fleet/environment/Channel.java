package dev.flotilla.fleet.environment;

import dev.flotilla.fleet.source.OciTag;

/**
 * The moving tag that an environment's clusters follow.
 *
 * <p>Rejected: what is not an OCI tag, and a version, because that is a release's own tag.
 *
 * @param tag the OCI tag
 * @param isReleased whether it moves to releases, else to what a branch builds
 */
public record Channel(OciTag tag, boolean isReleased) {
  /** What the main branch last built. */
  public static final Channel LATEST = tag("latest");

  /** The last release. */
  public static final Channel LATEST_STABLE = tag("latest-stable").ofReleases();

  public Channel {
    if (tag.value().matches("v?\\d+(\\.\\d+)*([-+].*)?")) {
      throw new IllegalArgumentException(
          "the tag of a channel must not be a version, which is a release's own tag, got '"
              + tag
              + "'; name it after what it is for, such as 'canary'");
    }
  }

  /** Returns a channel at what a branch builds, which no other channel follows. */
  public static Channel tag(String tag) {
    return new Channel(new OciTag(tag), false);
  }

  /** Returns this channel, to which releases are published instead of a branch. */
  public Channel ofReleases() {
    return new Channel(tag, true);
  }
}

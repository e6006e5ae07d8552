package dev.flotilla.stacks;

/** The moving tag that an environment's clusters follow. */
public enum Channel {
  /** What the main branch last built. */
  LATEST("latest"),
  /** The last release. */
  LATEST_STABLE("latest-stable");

  private final String tag;

  Channel(String tag) {
    this.tag = tag;
  }

  /** Returns the OCI tag. */
  public String tag() {
    return tag;
  }
}

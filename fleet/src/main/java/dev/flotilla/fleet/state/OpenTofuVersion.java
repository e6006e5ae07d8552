package dev.flotilla.fleet.state;

import dev.flotilla.fleet.version.Version;

/** The OpenTofu that stacks need. */
public final class OpenTofuVersion {
  /**
   * 1.12 is the first with {@code lifecycle.destroy}, which makes a destroy a detach; up to 1.12.3
   * {@code plan -out} fails where such a resource is replaced.
   */
  public static final Version MIN_VERSION = new Version(1, 12, 4);

  private OpenTofuVersion() {}
}

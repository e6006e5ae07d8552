package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import java.util.List;

/**
 * An artifact as the clusters of a channel take it.
 *
 * @param name the component's or tenant's, or {@code fleet}
 * @param path its path in the public registry, for example {@code acme/apps/web}
 * @param url where the clusters reach it
 * @param isInsecure whether the registry there, on loopback, speaks plain HTTP
 * @param releaseTag how Git names its releases
 * @param verifications whose signatures it must carry: that of each, because clusters differ
 */
public record ChannelArtifact(
    String name,
    String path,
    OciUrl url,
    boolean isInsecure,
    ReleaseTag releaseTag,
    List<Verification> verifications) {
  public ChannelArtifact {
    verifications = List.copyOf(verifications);
  }

  /** Returns what stands before the version in the Git tags of its releases. */
  public String tagPrefix() {
    return releaseTag.prefix(name);
  }
}

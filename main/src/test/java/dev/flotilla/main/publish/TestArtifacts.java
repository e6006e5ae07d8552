package dev.flotilla.main.publish;

import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import java.util.List;

/** Artifacts of acme, in a registry that nobody asks. */
public final class TestArtifacts {
  private TestArtifacts() {}

  /** Returns a fleet artifact. */
  public static ChannelArtifact fleet(Verification rule) {
    return of("fleet", "acme/fleet", ReleaseTag.OF_REPOSITORY, rule);
  }

  /** Returns the artifact of a tenant. */
  public static ChannelArtifact web(Verification... rules) {
    return of("web", "acme/apps/web", ReleaseTag.OF_COMPONENT, rules);
  }

  private static ChannelArtifact of(
      String name, String path, ReleaseTag releaseTag, Verification... rules) {
    OciUrl url = new OciUrl("oci://ghcr.io/" + path);
    return new ChannelArtifact(name, path, url, false, releaseTag, List.of(rules));
  }
}

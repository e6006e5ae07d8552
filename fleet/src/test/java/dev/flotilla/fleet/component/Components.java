package dev.flotilla.fleet.component;

import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.source.OciUrl;

/** Components of one repository. */
public final class Components {
  public static final ArtifactRepository INFRA =
      new ArtifactRepository(
          "infra",
          new OciUrl("oci://ghcr.io/acme/infra"),
          ArtifactSigner.gitHubActions("acme/infra"));

  private Components() {}

  public static PlatformComponent.Builder component(String name) {
    return PlatformComponent.builder(INFRA.artifact(name));
  }
}

package dev.flotilla.constructs.component;

import dev.flotilla.constructs.artifact.ArtifactRepository;
import dev.flotilla.constructs.artifact.ArtifactSigner;
import dev.flotilla.constructs.flux.OciUrl;

/** Components of one repository. */
final class Components {
  static final ArtifactRepository INFRA =
      new ArtifactRepository(
          "infra",
          new OciUrl("oci://ghcr.io/acme/infra"),
          ArtifactSigner.gitHubActions("acme/infra"));

  private Components() {}

  static PlatformComponent.Builder component(String name) {
    return PlatformComponent.builder(INFRA.artifact(name));
  }
}

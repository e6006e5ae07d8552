package dev.flotilla.constructs.tenant;

import dev.flotilla.constructs.artifact.ArtifactRepository;
import dev.flotilla.constructs.artifact.ArtifactSigner;
import dev.flotilla.constructs.component.PlatformComponent;
import dev.flotilla.constructs.flux.OciUrl;

/** A tenant and a component that it may depend on. */
final class Tenants {
  static final ArtifactRepository APPS =
      new ArtifactRepository(
          "apps", new OciUrl("oci://ghcr.io/acme/apps"), ArtifactSigner.gitHubActions("acme/apps"));
  static final PlatformComponent MONITORING =
      PlatformComponent.builder(
              new ArtifactRepository(
                      "infra", new OciUrl("oci://ghcr.io/acme/infra"), ArtifactSigner.none())
                  .artifact("monitoring"))
          .build();

  private Tenants() {}

  static TenantProps.Builder frontend() {
    return TenantProps.builder(APPS.artifact("frontend"));
  }
}

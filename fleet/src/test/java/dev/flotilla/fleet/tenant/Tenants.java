package dev.flotilla.fleet.tenant;

import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.source.OciUrl;

/** A tenant and a component that it may depend on. */
public final class Tenants {
  public static final ArtifactRepository APPS =
      new ArtifactRepository(
          "apps", new OciUrl("oci://ghcr.io/acme/apps"), ArtifactSigner.gitHubActions("acme/apps"));
  public static final PlatformComponent MONITORING =
      PlatformComponent.builder(
              new ArtifactRepository(
                      "infra", new OciUrl("oci://ghcr.io/acme/infra"), ArtifactSigner.none())
                  .artifact("monitoring"))
          .build();

  private Tenants() {}

  public static TenantProps.Builder frontend() {
    return TenantProps.builder(APPS.artifact("frontend"));
  }
}

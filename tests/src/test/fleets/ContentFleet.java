import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;

/** A component with two phases and two tenants, whose content {@link ReleasedContent} declares. */
final class ContentFleet {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private static final ArtifactRepository INFRA =
      ACME.artifacts("infra", "infra", repository -> ArtifactSigner.none());
  private static final ArtifactRepository APPS =
      ACME.artifacts("apps", "apps", repository -> ArtifactSigner.none());

  public static void main(String[] args) {
    System.exit(Flotilla.run(ContentFleet::fleet, args));
  }

  private static Fleet fleet() {
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
        .sync(FleetSync.unsignedArtifact())
        .addComponentSet(
            ComponentSetProps.of(
                "infra", PlatformComponent.builder(INFRA.artifact("platform")).build()))
        .addTenant(TenantProps.builder(APPS.artifact("shop").consuming("CLUSTER_DOMAIN")).build())
        .addTenant(TenantProps.builder(APPS.artifact("blog").consuming("CLUSTER_DOMAIN")).build())
        .addCluster(
            Cluster.workload("content", Environment.STAGING).domain("acme.example").build())
        .build();
  }
}

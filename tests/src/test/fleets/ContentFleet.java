import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.Retention;
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

  static Fleet fleet() {
    Fleet.Builder fleet =
        Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
            .sync(FleetSync.unsignedArtifact())
            .addCluster(
                Cluster.workload("content", Environment.STAGING).domain("acme.example").build());
    return Boolean.getBoolean("fleet.left") ? fleet.build() : with(fleet).build();
  }

  private static Fleet.Builder with(Fleet.Builder fleet) {
    Retention retention = Retention.valueOf(System.getProperty("fleet.retention", "KEEP"));
    PlatformComponent platform =
        PlatformComponent.builder(INFRA.artifact("platform")).retention(retention).build();
    TenantProps blog = tenant("blog").retention(retention).build();
    return fleet
        .addComponentSet(ComponentSetProps.of("infra", platform))
        .addTenant(tenant("shop").build())
        .addTenant(blog);
  }

  private static TenantProps.Builder tenant(String name) {
    return TenantProps.builder(APPS.artifact(name).consuming("CLUSTER_DOMAIN"));
  }
}

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.Phases;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.component.SharedNamespace;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.Controllers;
import dev.flotilla.fleet.flux.Egress;
import dev.flotilla.fleet.flux.FluxController;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.tenant.SharedNames;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;

/**
 * A fleet as its Java is first, and as it is later with {@code -Dfleet.changed=true}: without those
 * that have left it, and with those that have come.
 */
final class TenantFleet {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private static final ArtifactRepository INFRA =
      ACME.artifacts("infra", "infra", repository -> ArtifactSigner.none());
  private static final ArtifactRepository APPS =
      ACME.artifacts("apps", "apps", repository -> ArtifactSigner.none());

  private static final SharedNames WEB =
      SharedNames.DEFAULT
          .withHosts("web.north.example", "*.web.north.example")
          .withNodePorts(30080)
          .withExternalAddresses("192.0.2.10")
          .withExternalNames("db.north.example")
          .withPriorityClasses("business");

  public static void main(String[] args) {
    System.exit(Flotilla.run(TenantFleet::fleet, args));
  }

  static Fleet fleet() {
    return Boolean.getBoolean("fleet.changed") ? later() : first();
  }

  private static Fleet first() {
    return lasting()
        .addComponentSet(
            ComponentSetProps.of("infra", component("scratch", Retention.DELETE), tuning()))
        .addTenant(tenant("kept").build())
        .addTenant(tenant("deleted").retention(Retention.DELETE).build())
        .build();
  }

  private static Fleet later() {
    PlatformComponent broken = component("broken", Retention.KEEP);
    return lasting()
        .addComponentSet(ComponentSetProps.of("infra", broken))
        .addTenant(tenant("dependent").dependsOn(broken).build())
        .addTenant(tenant("independent").build())
        .build();
  }

  /** A newer artifact of a tenant is applied at once, even while an older one is waited for. */
  private static Fleet.Builder lasting() {
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
        .sync(FleetSync.unsignedArtifact())
        .addTenant(tenant("web").namespaces("web", "web-jobs").sharedNames(WEB).build())
        .addTenant(
            tenant("shop")
                .sharedNames(SharedNames.DEFAULT.withHosts("shop.north.example"))
                .build())
        .addCluster(
            Cluster.workload("north", Environment.STAGING)
                .flux(
                    FluxSettings.workload()
                        .tenantShard("tenants")
                        .egress(Egress.DIRECT.withAddresses("192.0.2.0/24"))
                        .addPatch(
                            Patch.arguments(
                                Controllers.of(FluxController.KUSTOMIZE_CONTROLLER).withShards(),
                                "--feature-gates=CancelHealthCheckOnNewRevision=true"))
                        .build())
                .build());
  }

  private static PlatformComponent component(String name, Retention retention) {
    return PlatformComponent.builder(INFRA.artifact(name))
        .phases(Phases.ONE)
        .retention(retention)
        .build();
  }

  /** One that is in kube-system, beside what Kubernetes has there. */
  private static PlatformComponent tuning() {
    return PlatformComponent.builder(INFRA.artifact("tuning"))
        .phases(Phases.ONE)
        .retention(Retention.DELETE)
        .sharedNamespace(SharedNamespace.kubeSystem())
        .build();
  }

  private static TenantProps.Builder tenant(String name) {
    return TenantProps.builder(APPS.artifact(name));
  }
}

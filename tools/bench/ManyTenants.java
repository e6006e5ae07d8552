import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.kubernetes.LimitRange;
import dev.flotilla.fleet.kubernetes.ResourceQuota;
import dev.flotilla.fleet.tenant.NetworkAccess;
import dev.flotilla.fleet.tenant.NetworkPeer;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;
import dev.flotilla.d2.D2Fleet;
import dev.flotilla.fleet.kubernetes.QuotaResource;
import java.util.Arrays;

/**
 * Runs a command on a fleet of many clusters, each with so many tenants: ManyTenants CLUSTERS
 * TENANTS PODS COMMAND…; PODS is in the quota of the first tenant.
 */
final class ManyTenants {
  public static void main(String[] args) {
    Fleet d2 = D2Fleet.fleet();
    ArtifactRepository apps = artifacts(d2, "apps");
    PlatformComponent monitoring =
        PlatformComponent.builder(artifacts(d2, "infra").artifact("monitoring")).build();
    Fleet.Builder many =
        Fleet.builder(d2.organization(), d2.fluxRelease())
            .addComponentSet(ComponentSetProps.of("infra", monitoring));
    d2.pullCredential().ifPresent(many::pullCredential);
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      many.addTenant(
          TenantProps.builder(apps.artifact("team-" + i).consuming("CLUSTER_DOMAIN"))
              .quota(ResourceQuota.requests("4", "8Gi").and(QuotaResource.PODS, i == 0 ? args[2] : "50"))
              .limits(LimitRange.requests("50m", "64Mi").withMemoryLimit("256Mi"))
              .network(NetworkAccess.deny().allowFrom("metrics", NetworkPeer.component(monitoring)))
              .dependsOn(monitoring)
              .build());
    }
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      Environment environment = i % 2 == 0 ? Environment.STAGING : Environment.PRODUCTION;
      many.addCluster(
          Cluster.workload("cluster-" + i, environment).domain(i + ".acme.example").build());
    }
    System.exit(Flotilla.run(many::build, Arrays.copyOfRange(args, 3, args.length)));
  }

  private static ArtifactRepository artifacts(Fleet d2, String name) {
    return d2.organization().artifacts(name, name, ArtifactSigner::gitHubActions);
  }
}

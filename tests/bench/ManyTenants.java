import dev.flotilla.constructs.artifact.ArtifactRepository;
import dev.flotilla.constructs.artifact.ArtifactSigner;
import dev.flotilla.constructs.component.ComponentSetProps;
import dev.flotilla.constructs.component.PlatformComponent;
import dev.flotilla.constructs.kubernetes.LimitRange;
import dev.flotilla.constructs.kubernetes.ResourceQuota;
import dev.flotilla.constructs.tenant.NetworkAccess;
import dev.flotilla.constructs.tenant.NetworkPeer;
import dev.flotilla.constructs.tenant.TenantProps;
import dev.flotilla.main.Flotilla;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.Environment;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.d2.D2Fleet;

/** Synthesizes a fleet of many clusters, each with so many tenants: ManyTenants CLUSTERS TENANTS OUTPUT. */
final class ManyTenants {
  public static void main(String[] args) {
    Fleet d2 = D2Fleet.fleet();
    ArtifactRepository apps = artifacts(d2, "apps");
    PlatformComponent monitoring =
        PlatformComponent.builder(artifacts(d2, "infra").artifact("monitoring")).build();
    Fleet.Builder many =
        Fleet.builder(d2.organization(), d2.flux())
            .addComponentSet(ComponentSetProps.of("infra", monitoring));
    d2.pullCredential().ifPresent(many::pullCredential);
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      many.addTenant(
          TenantProps.builder(apps.artifact("team-" + i).consuming("CLUSTER_DOMAIN"))
              .quota(ResourceQuota.requests("4", "8Gi").and("pods", "50"))
              .limits(new LimitRange("50m", "64Mi", "256Mi"))
              .network(NetworkAccess.deny().allowFrom("metrics", NetworkPeer.component(monitoring)))
              .dependsOn(monitoring)
              .build());
    }
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      Environment environment = i % 2 == 0 ? Environment.STAGING : Environment.PRODUCTION;
      many.addCluster(
          Cluster.workload("cluster-" + i, environment).domain(i + ".acme.example").build());
    }
    System.exit(Flotilla.run(many::build, "synth", "--output", args[2]));
  }

  private static ArtifactRepository artifacts(Fleet d2, String name) {
    return d2.organization().artifacts(name, name, ArtifactSigner::gitHubActions);
  }
}

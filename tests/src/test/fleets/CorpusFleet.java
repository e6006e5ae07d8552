import dev.flotilla.constructs.artifact.ArtifactRepository;
import dev.flotilla.constructs.artifact.ArtifactSigner;
import dev.flotilla.constructs.policy.AllowedBucket;
import dev.flotilla.constructs.tenant.FluxAccess;
import dev.flotilla.constructs.tenant.NetworkAccess;
import dev.flotilla.constructs.tenant.NetworkPeer;
import dev.flotilla.constructs.tenant.SharedNames;
import dev.flotilla.constructs.tenant.TenantProps;
import dev.flotilla.main.Flotilla;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.Environment;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.FluxRelease;
import dev.flotilla.stacks.Organization;

/** The fleet whose policies the objects in constructs/src/test/resources/corpus are written for. */
final class CorpusFleet {
  private static final Organization ACME = new Organization("ghcr.io", "acme", "fleet");
  private static final ArtifactRepository APPS =
      ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions);

  public static void main(String[] args) {
    System.exit(Flotilla.run(CorpusFleet::fleet, args));
  }

  private static Fleet fleet() {
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.58.1"))
        .sourcePolicy(
            ACME.sourcePolicy()
                .allowing("oci://ghcr.io/acme/charts/")
                .allowing("https://charts.acme.example/")
                .allowing(new AllowedBucket("minio.acme.example:9000", "web"))
                .allowing(new AllowedBucket("storage.googleapis.com", "acme"))
                .allowing(new AllowedBucket("https://acme.blob.example", "web")))
        .addTenant(
            TenantProps.builder(APPS.artifact("frontend"))
                .network(
                    NetworkAccess.deny()
                        .allowFrom("web", NetworkPeer.namespace("ingress-nginx"), 8080, 8443))
                .sharedNames(
                    SharedNames.DEFAULT
                        .withHosts("web.acme.example", "*.web.acme.example")
                        .withNodePorts(30080)
                        .withPriorityClasses("business"))
                .flux(
                    FluxAccess.standard()
                        .allowingHost("hooks.chat.example")
                        .allowingHost("sts.acme.example")
                        .allowingHost("gitea.acme.example:3000")
                        .withResourceSets())
                .build())
        .addCluster(Cluster.workload("staging", Environment.STAGING).build())
        .build();
  }
}

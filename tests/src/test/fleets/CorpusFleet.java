import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.policy.AllowedBucket;
import dev.flotilla.fleet.tenant.FluxAccess;
import dev.flotilla.fleet.tenant.NetworkAccess;
import dev.flotilla.fleet.tenant.NetworkPeer;
import dev.flotilla.fleet.tenant.SharedNames;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;

/** The fleet whose policies the objects in fleet/src/test/resources/corpus are written for. */
final class CorpusFleet {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private static final ArtifactRepository APPS =
      ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions);

  public static void main(String[] args) {
    System.exit(Flotilla.run(CorpusFleet::fleet, args));
  }

  static Fleet fleet() {
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
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
                .fluxAccess(
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

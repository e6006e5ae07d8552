import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;

/** A fleet with one tenant, on a cluster in the first of two rings. */
final class RingTenantFleet {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");

  public static void main(String[] args) {
    System.exit(Flotilla.run(RingTenantFleet::fleet, args));
  }

  static Fleet fleet() {
    return Fleet.builder(ACME, new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
        .addTenant(
            TenantProps.builder(
                    ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions).artifact("web"))
                .build())
        .addCluster(
            Cluster.workload("first", Environment.PRODUCTION.withRings("canary", "broad"))
                .ring("canary")
                .build())
        .build();
  }
}

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;

/** A fleet with a tenant that a team builds in a Git repository of its own. */
final class TeamFleet {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");

  public static void main(String[] args) {
    System.exit(Flotilla.run(TeamFleet::fleet, args));
  }

  static Fleet fleet() {
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
        .addTenant(
            TenantProps.builder(
                    ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions).artifact("web"))
                .build())
        .addCluster(Cluster.workload("team", Environment.STAGING).build())
        .build();
  }
}

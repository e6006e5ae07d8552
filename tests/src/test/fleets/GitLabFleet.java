import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;

/** A fleet whose artifacts pipelines of projects on GitLab sign. */
final class GitLabFleet {
  private static final Organization ACME =
      Organization.builder(new OciUrl("oci://ghcr.io/acme"), "acme").gitHost("gitlab.com").build();

  public static void main(String[] args) {
    System.exit(Flotilla.run(GitLabFleet::fleet, args));
  }

  static Fleet fleet() {
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
        .sync(FleetSync.artifactSignedBy(ArtifactSigner.gitLab("acme/platform/fleet")))
        .addTenant(
            TenantProps.builder(
                    ACME.artifacts("apps", "apps", any -> ArtifactSigner.gitLab("acme/platform/apps"))
                        .artifact("web"))
                .build())
        .addCluster(Cluster.workload("staging", Environment.STAGING).build())
        .addCluster(Cluster.workload("production", Environment.PRODUCTION).build())
        .build();
  }
}

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.main.Flotilla;

/** A fleet whose artifact the pipeline of a project on GitLab signs. */
final class GitLabFleet {
  private static final Organization ACME =
      Organization.builder(new OciUrl("oci://ghcr.io/acme"), "acme").gitHost("gitlab.com").build();

  public static void main(String[] args) {
    System.exit(Flotilla.run(GitLabFleet::fleet, args));
  }

  private static Fleet fleet() {
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
        .sync(FleetSync.artifactSignedBy(ArtifactSigner.gitLab("acme/platform/fleet")))
        .addCluster(Cluster.workload("staging", Environment.STAGING).build())
        .build();
  }
}

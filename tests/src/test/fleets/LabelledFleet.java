import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.main.Flotilla;

/**
 * A fleet of one cluster, whose Flux has the label {@code team} if the property of its name is set,
 * and which a pod of it works on if {@code pod} is.
 */
final class LabelledFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(LabelledFleet::fleet, args));
  }

  static Fleet fleet() {
    String team = System.getProperty("fleet.team", "");
    ObjectMetadata metadata =
        team.isEmpty() ? ObjectMetadata.NONE : ObjectMetadata.NONE.withLabel("team", team);
    Cluster.Builder staging =
        Cluster.workload("staging", Environment.STAGING)
            .flux(FluxSettings.workload().metadata(metadata).build());
    if (Boolean.getBoolean("fleet.pod")) {
      staging.access(ClusterAccess.inCluster());
    }
    return Fleet.builder(
            Organization.onGitHub("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.59.0"))
        .sync(FleetSync.unsignedArtifact())
        .addCluster(staging.build())
        .build();
  }
}

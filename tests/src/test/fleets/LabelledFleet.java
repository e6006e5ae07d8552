import dev.flotilla.constructs.kubernetes.ObjectMetadata;
import dev.flotilla.main.Flotilla;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.ClusterAccess;
import dev.flotilla.stacks.Environment;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.FleetSync;
import dev.flotilla.stacks.FluxRelease;
import dev.flotilla.stacks.FluxSettings;
import dev.flotilla.stacks.Organization;

/**
 * A fleet of one cluster, whose Flux has the label {@code team} if the property of its name is set,
 * and which a pod of it works on if {@code pod} is.
 */
final class LabelledFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(LabelledFleet::fleet, args));
  }

  private static Fleet fleet() {
    String team = System.getProperty("team", "");
    ObjectMetadata metadata =
        team.isEmpty() ? ObjectMetadata.NONE : ObjectMetadata.NONE.withLabel("team", team);
    Cluster.Builder staging =
        Cluster.workload("staging", Environment.STAGING)
            .flux(FluxSettings.workload().metadata(metadata).build());
    if (Boolean.getBoolean("pod")) {
      staging.access(ClusterAccess.inCluster());
    }
    return Fleet.builder(
            new Organization("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.58.1"))
        .sync(FleetSync.unsignedArtifact())
        .addCluster(staging.build())
        .build();
  }
}

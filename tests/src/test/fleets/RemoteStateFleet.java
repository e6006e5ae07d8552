import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.access.KubeconfigAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.state.State;
import dev.flotilla.main.Flotilla;

/** A fleet of one cluster, which holds its own state; a lock is left there when nobody opens it. */
final class RemoteStateFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(RemoteStateFleet::fleet, args));
  }

  static Fleet fleet() {
    KubeconfigAccess access =
        ClusterAccess.kubeconfig(System.getProperty("fleet.kubeconfig"), System.getProperty("fleet.context"));
    return Fleet.builder(
            Organization.onGitHub("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.59.0"))
        .addCluster(
            Cluster.workload("staging", Environment.STAGING)
                .access(access)
                .state(State.kubernetes(access, "default"))
                .build())
        .build();
  }
}

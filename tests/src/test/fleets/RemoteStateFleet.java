import dev.flotilla.main.Flotilla;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.ClusterAccess;
import dev.flotilla.stacks.Environment;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.FluxRelease;
import dev.flotilla.stacks.KubeconfigAccess;
import dev.flotilla.stacks.Organization;
import dev.flotilla.stacks.State;

/** A fleet of one cluster, which holds its own state; a lock is left there when nobody opens it. */
final class RemoteStateFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(RemoteStateFleet::fleet, args));
  }

  private static Fleet fleet() {
    KubeconfigAccess access =
        ClusterAccess.kubeconfig(System.getenv("KUBECONFIG"), System.getenv("TF_VAR_kube_context"));
    return Fleet.builder(new Organization("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.58.1"))
        .addCluster(
            Cluster.workload("staging", Environment.STAGING)
                .access(access)
                .state(State.kubernetes(access, "default"))
                .build())
        .build();
  }
}

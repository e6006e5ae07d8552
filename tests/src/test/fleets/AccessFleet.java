import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.cluster.Workloads;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.main.Flotilla;
import dev.flotilla.d2.D2Fleet;
import java.util.ArrayList;
import java.util.List;

/** A fleet with a cluster for each kubeconfig that a test names, all of context {@code staging}. */
final class AccessFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(AccessFleet::fleet, args));
  }

  private static Fleet fleet() {
    List<Cluster> clusters = new ArrayList<>();
    for (String kubeconfig : System.getProperty("fleet.kubeconfigs").split(",", -1)) {
      String name = kubeconfig.replaceAll(".*/|[^a-z0-9]+$", "").replaceAll("[^a-z0-9]+", "-");
      clusters.add(
          Cluster.workload(name, Environment.STAGING)
              .access(ClusterAccess.kubeconfig(kubeconfig, "staging"))
              .build());
    }
    Fleet fleet = D2Fleet.fleet();
    return new Fleet(
        fleet.organization(),
        fleet.flux(),
        fleet.sync(),
        fleet.pullCredential(),
        fleet.pullIdentity(),
        fleet.registryAuthorities(),
        fleet.credentials(),
        Workloads.NONE,
        fleet.sourcePolicy(),
        fleet.mirror(),
        clusters);
  }
}

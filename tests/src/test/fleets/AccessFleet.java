import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.main.Flotilla;
import dev.flotilla.d2.D2Fleet;

/** A fleet with a cluster for each kubeconfig that a test names, all of context {@code staging}. */
final class AccessFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(AccessFleet::fleet, args));
  }

  static Fleet fleet() {
    Fleet fleet = D2Fleet.fleet();
    Fleet.Builder own =
        Fleet.builder(fleet.organization(), fleet.fluxRelease()).sync(fleet.sync()).mirror(fleet.mirror());
    fleet.pullCredential().ifPresent(own::pullCredential);
    fleet.sourcePolicy().ifPresent(own::sourcePolicy);
    for (String kubeconfig : System.getProperty("fleet.kubeconfigs").split(",", -1)) {
      String name = kubeconfig.replaceAll(".*/|[^a-z0-9]+$", "").replaceAll("[^a-z0-9]+", "-");
      own.addCluster(
          Cluster.workload(name, Environment.STAGING)
              .access(ClusterAccess.kubeconfig(kubeconfig, "staging"))
              .build());
    }
    return own.build();
  }
}

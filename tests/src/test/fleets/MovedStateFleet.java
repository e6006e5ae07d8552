import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.fleet.state.State;
import dev.flotilla.main.Flotilla;
import dev.flotilla.d2.D2Fleet;

/** This repository's fleet with its cluster {@code staging}, whose state a test moves. */
final class MovedStateFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(MovedStateFleet::fleet, args));
  }

  static Fleet fleet() {
    Fleet d2 = D2Fleet.fleet();
    Fleet.Builder fleet = Fleet.builder(d2.organization(), d2.fluxRelease());
    d2.pullCredential().ifPresent(fleet::pullCredential);
    d2.sourcePolicy().ifPresent(fleet::sourcePolicy);
    d2.workloads().componentSets().forEach(fleet::addComponentSet);
    d2.workloads().tenants().forEach(fleet::addTenant);
    d2.clusters().stream()
        .filter(cluster -> cluster.name().equals("staging"))
        .forEach(cluster -> fleet.addCluster(moved(cluster)));
    return fleet.build();
  }

  private static Cluster moved(Cluster staging) {
    Cluster.Builder moved = staging.toBuilder();
    if (System.getProperty("fleet.state", "").equals("kubernetes")) {
      String kubeconfig = System.getProperty("fleet.kubeconfig");
      moved.state(State.kubernetes(ClusterAccess.kubeconfig(kubeconfig, "staging"), "default"));
    }
    if (Boolean.getBoolean("fleet.encrypted")) {
      moved.encryption(Encryption.passphrase());
    }
    return moved.build();
  }
}

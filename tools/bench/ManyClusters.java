import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.main.Flotilla;
import dev.flotilla.d2.D2Fleet;

/** Synthesizes a fleet of many clusters: ManyClusters COUNT OUTPUT. */
final class ManyClusters {
  public static void main(String[] args) {
    Fleet d2 = D2Fleet.fleet();
    Fleet.Builder many = Fleet.builder(d2.organization(), d2.fluxRelease());
    d2.pullCredential().ifPresent(many::pullCredential);
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      many.addCluster(Cluster.workload("cluster-" + i, Environment.STAGING).build());
    }
    System.exit(Flotilla.run(many::build, "synth", "--output", args[1]));
  }
}

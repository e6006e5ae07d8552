import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.main.Flotilla;
import dev.flotilla.d2.D2Fleet;

/** The components of this repository's fleet, on production clusters in rings; the second has none. */
final class RingFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(RingFleet::fleet, args));
  }

  static Fleet fleet() {
    Fleet d2 = D2Fleet.fleet();
    Environment production = Environment.PRODUCTION.withRings("canary", "early", "broad");
    Fleet.Builder fleet =
        Fleet.builder(
                d2.organization(), new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
            .sync(d2.sync());
    d2.pullCredential().ifPresent(fleet::pullCredential);
    d2.workloads().componentSets().forEach(fleet::addComponentSet);
    return fleet
        .addCluster(Cluster.workload("prod-eu", production).ring("canary").build())
        .addCluster(Cluster.workload("prod-us", production).ring("broad").build())
        .build();
  }
}

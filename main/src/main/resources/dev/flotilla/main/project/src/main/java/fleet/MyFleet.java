package fleet;

import static dev.flotilla.stacks.Environment.PRODUCTION;
import static dev.flotilla.stacks.Environment.STAGING;

import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.main.Flotilla;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.FluxRelease;
import dev.flotilla.stacks.Organization;

/** The fleet, and the program that works on it. */
public final class MyFleet {
  private MyFleet() {}

  public static void main(String[] args) {
    System.exit(Flotilla.run(MyFleet::fleet, args));
  }

  /** Returns the fleet: each cluster syncs its folder of one artifact, clusters/NAME. */
  static Fleet fleet() {
    Organization organization = {{organization}}("{{registry}}", "{{owner}}", "{{repository}}");
    return Fleet.builder(organization, new FluxRelease("2.x", "0.58.1"))
        .pullCredential(Credential.registry("registry-auth", "{{registry}}", "flux"))
        .addCluster(Cluster.workload("staging", STAGING).build())
        .addCluster(Cluster.workload("production", PRODUCTION).build())
        .build();
  }
}

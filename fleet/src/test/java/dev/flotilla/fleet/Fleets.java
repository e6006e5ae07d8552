package dev.flotilla.fleet;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;

/** Small fleets. */
public final class Fleets {
  private Fleets() {}

  public static Fleet of(Cluster... clusters) {
    Fleet.Builder fleet =
        Fleet.builder(
                new Organization("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.58.1"))
            .pullCredential(Credential.registry("ghcr-auth", "ghcr.io", "flux"));
    for (Cluster cluster : clusters) {
      fleet.addCluster(cluster);
    }
    return fleet.build();
  }

  public static Cluster.Builder staging() {
    return Cluster.workload("staging", Environment.STAGING);
  }

  public static Cluster.Builder prod() {
    return Cluster.workload("prod", Environment.PRODUCTION);
  }

  public static String publicKey(String text) {
    return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
  }
}

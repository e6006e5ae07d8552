package dev.flotilla.stacks;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;

/** Small fleets. */
final class Fleets {
  private Fleets() {}

  static Fleet of(Cluster... clusters) {
    Fleet.Builder fleet =
        Fleet.builder(
                new Organization("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.58.1"))
            .pullCredential(Credential.registry("ghcr-auth", "ghcr.io", "flux"));
    for (Cluster cluster : clusters) {
      fleet.addCluster(cluster);
    }
    return fleet.build();
  }

  static Cluster.Builder staging() {
    return Cluster.workload("staging", Environment.STAGING);
  }

  static Cluster.Builder prod() {
    return Cluster.workload("prod", Environment.PRODUCTION);
  }

  static String publicKey(String text) {
    return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
  }
}

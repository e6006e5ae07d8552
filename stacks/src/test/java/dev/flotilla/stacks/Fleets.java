package dev.flotilla.stacks;

import dev.flotilla.constructs.flux.Credential;

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

package dev.flotilla.stacks;

import dev.flotilla.constructs.flux.Credential;
import java.util.List;

/** Small fleets. */
final class Fleets {
  private Fleets() {}

  static Fleet of(Cluster... clusters) {
    return new Fleet(
        new Organization("ghcr.io", "acme", "fleet"),
        new FluxRelease("2.x", "0.58.1"),
        Credential.registry("ghcr-auth", "ghcr.io", "flux"),
        List.of(clusters));
  }

  static Cluster.Builder staging() {
    return Cluster.workload("staging", Environment.STAGING);
  }

  static Cluster.Builder prod() {
    return Cluster.workload("prod", Environment.PRODUCTION);
  }
}

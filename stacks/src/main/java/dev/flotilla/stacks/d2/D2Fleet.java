package dev.flotilla.stacks.d2;

import static dev.flotilla.stacks.Environment.PRODUCTION;
import static dev.flotilla.stacks.Environment.STAGING;

import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.FluxRelease;
import dev.flotilla.stacks.Organization;

/**
 * The d2 reference architecture's fleet: two environments, four clusters. Its organization is an
 * example: make it yours before you deploy.
 */
public final class D2Fleet {
  private D2Fleet() {}

  /** Returns the fleet. */
  public static Fleet fleet() {
    return Fleet.builder(
            Organization.example("ghcr.io", "controlplaneio-fluxcd", "d2-fleet"),
            new FluxRelease("2.x", "0.58.1"))
        .pullCredential(Credential.registry("ghcr-auth", "ghcr.io", "flux"))
        .addCluster(
            Cluster.workload("staging", STAGING)
                .runtimeName("staging-1")
                .domain("preview1.example.com")
                .build())
        .addCluster(
            Cluster.workload("prod-eu", PRODUCTION)
                .runtimeName("prod-eu-1")
                .domain("prodeu1.example.com")
                .build())
        .addCluster(
            Cluster.workload("prod-us", PRODUCTION)
                .runtimeName("prod-us-1")
                .domain("produs1.example.com")
                .build())
        .addCluster(
            Cluster.automation("update", STAGING)
                .runtimeName("update-1")
                .addCredential(Credential.gitBasic("github-auth", "flux"))
                .build())
        .build();
  }
}

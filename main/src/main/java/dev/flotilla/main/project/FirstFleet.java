package dev.flotilla.main.project;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.Phases;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.tenant.TenantProps;

/** The fleet that a new project begins with, as its {@code MyFleet.java} declares it. */
public final class FirstFleet {
  private FirstFleet() {}

  /** Returns the first fleet of {@code organization}. */
  public static Fleet of(Organization organization) {
    ArtifactRepository components =
        organization.artifacts(
            "components", organization.fleetRepository(), ArtifactSigner::gitHubActions);
    PlatformComponent priorities =
        PlatformComponent.builder(components.artifact("priorities")).phases(Phases.ONE).build();
    return Fleet.builder(organization, new FluxRelease("2.x", "0.59.0"))
        .pullCredential(Credential.registry("registry-auth", organization.registry(), "flux"))
        .addComponentSet(ComponentSetProps.of("platform", priorities))
        .addTenant(TenantProps.builder(components.artifact("web")).dependsOn(priorities).build())
        .addCluster(Cluster.workload("staging", Environment.STAGING).build())
        .addCluster(Cluster.workload("production", Environment.PRODUCTION).build())
        .build();
  }
}

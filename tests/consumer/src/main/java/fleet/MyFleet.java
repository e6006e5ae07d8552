package fleet;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.Phases;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;

/** The fleet, and the program that works on it. */
public final class MyFleet {
  private static final Organization ORGANIZATION =
      Organization.onGitHub("registry.acme.example", "acme", "fleet").asExample();

  /** What components/ has: each folder is an artifact, which a workflow of its own signs. */
  private static final ArtifactRepository COMPONENTS =
      ORGANIZATION.artifacts("components", "fleet", ArtifactSigner::gitHubActions);

  /** The platform team's: applied with the rights of the whole cluster. */
  private static final PlatformComponent PRIORITIES =
      PlatformComponent.builder(COMPONENTS.artifact("priorities")).phases(Phases.ONE).build();

  /** A team's: applied as the admin of its own namespace, and nothing else. */
  private static final TenantProps WEB =
      TenantProps.builder(COMPONENTS.artifact("web")).dependsOn(PRIORITIES).build();

  private MyFleet() {}

  public static void main(String[] args) {
    System.exit(Flotilla.run(MyFleet::fleet, args));
  }

  /** Returns the fleet: each cluster syncs its folder of one artifact, clusters/NAME. */
  static Fleet fleet() {
    return Fleet.builder(ORGANIZATION, new FluxRelease("2.x", "0.59.0"))
        .pullCredential(Credential.registry("registry-auth", "registry.acme.example", "flux"))
        .addComponentSet(ComponentSetProps.of("platform", PRIORITIES))
        .addTenant(WEB)
        .addCluster(Cluster.workload("staging", STAGING).build())
        .addCluster(Cluster.workload("production", PRODUCTION).build())
        .build();
  }
}

package fleet;

import static dev.flotilla.stacks.Environment.PRODUCTION;
import static dev.flotilla.stacks.Environment.STAGING;

import dev.flotilla.constructs.artifact.ArtifactRepository;
import dev.flotilla.constructs.artifact.ArtifactSigner;
import dev.flotilla.constructs.component.ComponentSetProps;
import dev.flotilla.constructs.component.Phases;
import dev.flotilla.constructs.component.PlatformComponent;
import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.constructs.tenant.TenantProps;
import dev.flotilla.main.Flotilla;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.FluxRelease;
import dev.flotilla.stacks.Organization;

/** The fleet, and the program that works on it. */
public final class MyFleet {
  private static final Organization ORGANIZATION =
      {{organization}}("{{registry}}", "{{owner}}", "{{repository}}");

  /** What components/ has: each folder is an artifact, which a workflow of its own signs. */
  private static final ArtifactRepository COMPONENTS =
      ORGANIZATION.artifacts("components", "{{repository}}", ArtifactSigner::gitHubActions);

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
    return Fleet.builder(ORGANIZATION, new FluxRelease("2.x", "0.58.1"))
        .pullCredential(Credential.registry("registry-auth", "{{registryHost}}", "flux"))
        .addComponentSet(ComponentSetProps.of("platform", PRIORITIES))
        .addTenant(WEB)
        .addCluster(Cluster.workload("staging", STAGING).build())
        .addCluster(Cluster.workload("production", PRODUCTION).build())
        .build();
  }
}

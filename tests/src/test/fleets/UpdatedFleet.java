import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxController;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;
import java.util.Set;
import java.util.TreeSet;

/** A tenant whose charts are updated, by the cluster that runs it: a second one is not needed. */
final class UpdatedFleet {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");

  public static void main(String[] args) {
    System.exit(Flotilla.run(UpdatedFleet::fleet, args));
  }

  static Fleet fleet() {
    GitSource shop =
        SyncSource.git(
                System.getProperty("fleet.git"), GitRef.branch("main"), "update-policies", GitVerification.none())
            .withCredential(Credential.gitBasic("shop-git", "flux"));
    Author bot = new Author("acme-bot", "acme-bot@users.noreply.github.com");
    Set<FluxController> controllers = new TreeSet<>(FluxSettings.workload().build().controllers());
    controllers.addAll(FluxSettings.automation().build().controllers());
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
        .sync(FleetSync.unsignedArtifact())
        .addTenant(
            TenantProps.builder(
                    ACME.artifacts("shop", "shop", repository -> ArtifactSigner.none())
                        .artifact("shop"))
                .build())
        .addCluster(
            Cluster.workload("updates", Environment.STAGING)
                .flux(FluxSettings.workload().controllers(controllers).build())
                .addUpdateAutomation(UpdateAutomationProps.of("shop-updates", shop, bot))
                .build())
        .build();
  }
}

package dev.flotilla.d2;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.NetworkAccess;
import dev.flotilla.fleet.tenant.NetworkPeer;
import dev.flotilla.fleet.tenant.SharedNames;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;

/**
 * The d2 reference architecture's fleet, two environments and four clusters, and the program that
 * works on it. Its organization is an example: make it yours before you deploy.
 */
public final class D2Fleet {
  private static final Organization ORGANIZATION =
      Organization.onGitHub("ghcr.io", "controlplaneio-fluxcd", "d2-fleet").asExample();

  private static final ArtifactRepository INFRA =
      ORGANIZATION.artifacts("infra", "d2-infra", ArtifactSigner::sharedWorkflow);
  private static final ArtifactRepository APPS =
      ORGANIZATION.artifacts("apps", "d2-apps", ArtifactSigner::sharedWorkflow);

  private static final PlatformComponent CERT_MANAGER =
      PlatformComponent.builder(INFRA.artifact("cert-manager")).build();
  private static final PlatformComponent MONITORING =
      PlatformComponent.builder(INFRA.artifact("monitoring")).build();

  private static final NetworkAccess SCRAPED =
      NetworkAccess.deny().allowFrom("metrics", NetworkPeer.component(MONITORING));
  private static final TenantProps FRONTEND =
      TenantProps.builder(APPS.artifact("frontend").consuming("CLUSTER_DOMAIN"))
          .network(SCRAPED.allowFrom("web", NetworkPeer.namespace("ingress-nginx")))
          .sharedNames(
              SharedNames.DEFAULT.withHosts("podinfo.${CLUSTER_DOMAIN}", "web.${CLUSTER_DOMAIN}"))
          .dependsOn(MONITORING)
          .build();
  private static final TenantProps BACKEND =
      TenantProps.builder(APPS.artifact("backend")).network(SCRAPED).dependsOn(MONITORING).build();

  private static final Author BOT =
      new Author("controlplaneio-fluxcd-bot", "controlplaneio-fluxcd-bot@users.noreply.github.com");

  private D2Fleet() {}

  /** Runs the program on this fleet; the exit code is that of the command. */
  public static void main(String[] args) {
    System.exit(Flotilla.run(D2Fleet::fleet, args));
  }

  /** Returns the fleet. */
  public static Fleet fleet() {
    return Fleet.builder(ORGANIZATION, new FluxRelease("2.x", "0.59.0"))
        .pullCredential(Credential.registry("ghcr-auth", "ghcr.io", "flux"))
        .addComponentSet(ComponentSetProps.of("infra", CERT_MANAGER, MONITORING))
        .sourcePolicy(
            ORGANIZATION
                .sourcePolicy()
                .allowing("oci://ghcr.io/stefanprodan/charts/")
                .allowing("oci://registry-1.docker.io/bitnamicharts/"))
        .addTenant(FRONTEND)
        .addTenant(BACKEND)
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
                .addUpdateAutomation(updates("apps", "d2-apps"))
                .addUpdateAutomation(updates("infra", "d2-infra"))
                .build())
        .build();
  }

  private static UpdateAutomationProps updates(String name, String repository) {
    String url = ORGANIZATION.gitUrl(repository);
    GitSource main =
        SyncSource.git(url, GitRef.branch("main"), "update-policies", GitVerification.none())
            .withCredential(Credential.gitBasic("github-auth", "flux"));
    return UpdateAutomationProps.of(name, main, BOT);
  }
}

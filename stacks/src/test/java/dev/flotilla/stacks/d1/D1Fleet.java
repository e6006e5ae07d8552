package dev.flotilla.stacks.d1;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.BuildEgress;
import dev.flotilla.fleet.flux.Controllers;
import dev.flotilla.fleet.flux.FluxController;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.flux.Multitenancy;
import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;

/** The d1 reference architecture's fleet: all of it from Git, tuned by patches. */
public final class D1Fleet {
  private static final Controllers KUSTOMIZE = Controllers.of(FluxController.KUSTOMIZE_CONTROLLER);
  private static final Controllers SOURCE = Controllers.of(FluxController.SOURCE_CONTROLLER);
  private static final Controllers TUNED =
      Controllers.of(
          FluxController.KUSTOMIZE_CONTROLLER,
          FluxController.HELM_CONTROLLER,
          FluxController.SOURCE_CONTROLLER);

  private static final Organization ORGANIZATION =
      Organization.onGitHub("ghcr.io", "controlplaneio-fluxcd", "d1-fleet").asExample();
  private static final GitContentRepository INFRA =
      ORGANIZATION
          .gitContent("infra", "d1-infra", GitVerification.none())
          .withCredential(Credential.gitBasic("flux-system", "git"));
  private static final GitContentRepository APPS =
      ORGANIZATION
          .gitContent("apps", "d1-apps", GitVerification.none())
          .withCredential(Credential.gitBasic("flux-apps", "git"));

  private static final Environment STAGING = Environment.ofBranch("staging", "main");
  private static final Environment PRODUCTION = Environment.ofBranch("production", "production");

  private D1Fleet() {}

  /** Returns the fleet. */
  public static Fleet fleet() {
    PlatformComponent monitoring = PlatformComponent.builder(INFRA.content("monitoring")).build();
    PlatformComponent admission =
        PlatformComponent.builder(INFRA.content("admission")).dependsOn(monitoring).build();
    return Fleet.builder(ORGANIZATION, new FluxRelease("2.7.x", "0.59.0"))
        .sync(FleetSync.from(git()))
        .addComponentSet(ComponentSetProps.of("infra", monitoring, admission))
        .addTenant(tenant("backend", admission))
        .addTenant(tenant("frontend", admission))
        .addCluster(
            Cluster.workload("staging", STAGING)
                .domain("preview1.example.com")
                .flux(flux().controllers(EnumSet.allOf(FluxController.class)).build())
                .build())
        .addCluster(workload("prod-eu", "eu.example.com"))
        .addCluster(workload("prod-us", "us.example.com"))
        .build();
  }

  private static Cluster workload(String name, String domain) {
    return Cluster.workload(name, PRODUCTION).domain(domain).flux(flux().build()).build();
  }

  private static TenantProps tenant(String name, PlatformComponent admission) {
    return TenantProps.builder(APPS.content(name).consuming("CLUSTER_DOMAIN"))
        .dependsOn(admission)
        .build();
  }

  private static SyncSource git() {
    String repository = "https://github.com/controlplaneio-fluxcd/d1-fleet.git";
    return SyncSource.git(repository, GitRef.branch("main"), "clusters", GitVerification.none())
        .withCredential(Credential.gitBasic("flux-system", "git"));
  }

  private static FluxSettings.Builder flux() {
    return FluxSettings.workload()
        .cluster(
            InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM)
                .withoutSize()
                .withMultitenancy(Multitenancy.of("default").withOperatorServiceAccount("default")))
        .reportingInterval(Duration.ofSeconds(30))
        .buildEgress(BuildEgress.open())
        .addPatch(
            Patch.add(
                Patch.Target.of(Patch.Kind.KUSTOMIZATION, "flux-system"),
                "/spec/serviceAccountName",
                "kustomize-controller"))
        .addPatch(
            Patch.arguments(
                KUSTOMIZE,
                "--feature-gates=CancelHealthCheckOnNewRevision=true",
                "--no-remote-bases=true"))
        .addPatch(Patch.arguments(TUNED, "--concurrent=10", "--requeue-dependency=10s"))
        .addPatch(
            Patch.arguments(
                SOURCE,
                "--helm-cache-max-size=10",
                "--helm-cache-ttl=60m",
                "--helm-cache-purge-interval=5m"))
        .addPatch(
            Patch.replace(
                Patch.Target.of(KUSTOMIZE),
                "/spec/template/spec/volumes/0",
                Ordered.map("name", "temp", "emptyDir", Map.of("medium", "Memory"))))
        .addPatch(
            Patch.add(
                Patch.Target.of(TUNED),
                "/spec/template/spec/containers/0/resources/limits",
                Ordered.map("cpu", "2000m", "memory", "2Gi")));
  }
}

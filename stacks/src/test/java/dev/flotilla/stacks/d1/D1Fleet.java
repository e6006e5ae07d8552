package dev.flotilla.stacks.d1;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
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
import dev.flotilla.fleet.source.SyncSource;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;

/** The d1 reference architecture's fleet: synced from Git, tuned by patches. */
public final class D1Fleet {
  private static final Controllers KUSTOMIZE = Controllers.of(FluxController.KUSTOMIZE_CONTROLLER);
  private static final Controllers SOURCE = Controllers.of(FluxController.SOURCE_CONTROLLER);
  private static final Controllers TUNED =
      Controllers.of(
          FluxController.KUSTOMIZE_CONTROLLER,
          FluxController.HELM_CONTROLLER,
          FluxController.SOURCE_CONTROLLER);

  private D1Fleet() {}

  /** Returns the fleet. */
  public static Fleet fleet() {
    return Fleet.builder(
            Organization.onGitHub("ghcr.io", "controlplaneio-fluxcd", "d1-fleet").asExample(),
            new FluxRelease("2.7.x", "0.59.0"))
        .sync(FleetSync.from(git()))
        .addCluster(
            Cluster.workload("staging", STAGING)
                .flux(flux().controllers(EnumSet.allOf(FluxController.class)).build())
                .build())
        .addCluster(Cluster.workload("prod-eu", PRODUCTION).flux(flux().build()).build())
        .addCluster(Cluster.workload("prod-us", PRODUCTION).flux(flux().build()).build())
        .build();
  }

  private static SyncSource git() {
    String repository = "https://github.com/controlplaneio-fluxcd/d1-fleet.git";
    return SyncSource.git(repository, GitRef.branch("main"), "clusters")
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
                Patch.Target.of("Kustomization", "flux-system"),
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

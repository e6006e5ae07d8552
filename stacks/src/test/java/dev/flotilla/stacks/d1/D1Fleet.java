package dev.flotilla.stacks.d1;

import static dev.flotilla.stacks.Environment.PRODUCTION;
import static dev.flotilla.stacks.Environment.STAGING;

import dev.flotilla.constructs.flux.BuildEgress;
import dev.flotilla.constructs.flux.Component;
import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.constructs.flux.InstanceCluster;
import dev.flotilla.constructs.flux.Multitenancy;
import dev.flotilla.constructs.flux.Patch;
import dev.flotilla.constructs.flux.SyncSource;
import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.FleetSync;
import dev.flotilla.stacks.FluxRelease;
import dev.flotilla.stacks.FluxSettings;
import dev.flotilla.stacks.Organization;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;

/** The d1 reference architecture's fleet: synced from Git, tuned by patches. */
public final class D1Fleet {
  private static final String TUNED = "(kustomize-controller|helm-controller|source-controller)";

  private D1Fleet() {}

  /** Returns the fleet. */
  public static Fleet fleet() {
    return Fleet.builder(
            Organization.example("ghcr.io", "controlplaneio-fluxcd", "d1-fleet"),
            new FluxRelease("2.7.x", "0.58.1"))
        .sync(FleetSync.from(git()))
        .addCluster(
            Cluster.workload("staging", STAGING)
                .flux(flux().components(EnumSet.allOf(Component.class)).build())
                .build())
        .addCluster(Cluster.workload("prod-eu", PRODUCTION).flux(flux().build()).build())
        .addCluster(Cluster.workload("prod-us", PRODUCTION).flux(flux().build()).build())
        .build();
  }

  private static SyncSource git() {
    URI repository = URI.create("https://github.com/controlplaneio-fluxcd/d1-fleet.git");
    return SyncSource.git(repository, "refs/heads/main", "clusters")
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
                "kustomize-controller",
                "--feature-gates=CancelHealthCheckOnNewRevision=true",
                "--no-remote-bases=true"))
        .addPatch(Patch.arguments(TUNED, "--concurrent=10", "--requeue-dependency=10s"))
        .addPatch(
            Patch.arguments(
                "source-controller",
                "--helm-cache-max-size=10",
                "--helm-cache-ttl=60m",
                "--helm-cache-purge-interval=5m"))
        .addPatch(
            Patch.replace(
                Patch.Target.of("Deployment", "kustomize-controller"),
                "/spec/template/spec/volumes/0",
                Ordered.map("name", "temp", "emptyDir", Map.of("medium", "Memory"))))
        .addPatch(
            Patch.add(
                Patch.Target.of("Deployment", TUNED),
                "/spec/template/spec/containers/0/resources/limits",
                Ordered.map("cpu", "2000m", "memory", "2Gi")));
  }
}

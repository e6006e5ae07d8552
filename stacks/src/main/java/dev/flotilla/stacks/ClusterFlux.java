package dev.flotilla.stacks;

import dev.flotilla.constructs.flux.Component;
import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.constructs.flux.Distribution;
import dev.flotilla.constructs.flux.FluxBootstrapProps;
import dev.flotilla.constructs.flux.FluxInstance;
import dev.flotilla.constructs.flux.InstanceCluster;
import dev.flotilla.constructs.flux.OciSource;
import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.constructs.flux.OperatorChart;
import dev.flotilla.constructs.flux.RegistryCredential;
import dev.flotilla.constructs.flux.SyncSource;
import dev.flotilla.constructs.flux.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Resolves fleet, environment and mirror into what one cluster's bootstrap takes. */
final class ClusterFlux {
  /** The workflow that pushes and signs the fleet artifact. */
  private static final String FLEET_WORKFLOW = "push-artifact.yaml";

  private static final Duration REPORTING_INTERVAL = Duration.ofSeconds(45);

  private static final Set<Component> WORKLOAD =
      EnumSet.of(
          Component.SOURCE_CONTROLLER,
          Component.SOURCE_WATCHER,
          Component.KUSTOMIZE_CONTROLLER,
          Component.HELM_CONTROLLER,
          Component.NOTIFICATION_CONTROLLER);
  private static final Set<Component> AUTOMATION =
      EnumSet.of(
          Component.SOURCE_CONTROLLER,
          Component.KUSTOMIZE_CONTROLLER,
          Component.IMAGE_REFLECTOR_CONTROLLER,
          Component.IMAGE_AUTOMATION_CONTROLLER);

  private final Fleet fleet;
  private final Cluster cluster;
  private final Mirror mirror;

  private ClusterFlux(Fleet fleet, Cluster cluster) {
    this.fleet = fleet;
    this.cluster = cluster;
    this.mirror = fleet.mirror();
  }

  static FluxBootstrapProps of(Fleet fleet, Cluster cluster) {
    ClusterFlux flux = new ClusterFlux(fleet, cluster);
    return new FluxBootstrapProps(flux.instance(), flux.operator())
        .withCredentials(flux.credentials());
  }

  private List<Credential> credentials() {
    List<Credential> credentials = new ArrayList<>();
    fleet.pullCredential().ifPresent(credentials::add);
    credentials.addAll(fleet.credentials());
    credentials.addAll(cluster.credentials());
    credentials.replaceAll(this::mirrored);
    return credentials;
  }

  private Credential mirrored(Credential credential) {
    return credential instanceof RegistryCredential registry
        ? registry.at(mirror::host)
        : credential;
  }

  private FluxInstance instance() {
    return FluxInstance.builder(distribution(), sync())
        .components(isWorkload() ? WORKLOAD : AUTOMATION)
        .cluster(InstanceCluster.multitenant(cluster.size()))
        // Else an artifact that is missing or refused shows as minutes of "in progress" on the
        // instance; so Flux is Ready, and its report and its source say what the sync lacks.
        .waitForReady(false)
        .build();
  }

  private Distribution distribution() {
    Distribution embedded =
        Distribution.embedded(fleet.flux().flux(), mirror.apply(FluxRelease.IMAGES));
    return isWorkload()
        ? embedded.withArtifact(
            mirror.apply(FluxRelease.PUBLISHER.child("flux-operator-manifests")), "latest")
        : embedded;
  }

  private SyncSource sync() {
    Organization organization = fleet.organization();
    OciUrl artifact = organization.fleetArtifact();
    OciSource source =
        SyncSource.oci(artifact, cluster.environment().channel().tag(), cluster.syncPath())
            .withUrl(mirror.apply(artifact), mirror.plainHttp(artifact.host()))
            .withVerification(
                Verification.gitHubActions(
                    organization.fleetGitRepository(),
                    FLEET_WORKFLOW,
                    cluster.environment().signedFrom()));
    return fleet
        .pullCredential()
        .map(credential -> source.withCredential(credential.at(mirror::host)))
        .orElse(source);
  }

  private OperatorChart operator() {
    OciUrl charts = FluxRelease.PUBLISHER.child("charts");
    OperatorChart chart = OperatorChart.of(charts, fleet.flux().operator());
    OciUrl image = FluxRelease.PUBLISHER.child("flux-operator");
    if (!mirror.apply(image).equals(image)) {
      chart = chart.withRegistry(mirror.apply(charts), mirror.apply(image));
    }
    return isWorkload() ? chart.withReportingInterval(REPORTING_INTERVAL) : chart;
  }

  private boolean isWorkload() {
    return cluster.role() == Cluster.Role.WORKLOAD;
  }
}

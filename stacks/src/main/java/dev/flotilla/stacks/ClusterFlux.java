package dev.flotilla.stacks;

import dev.flotilla.constructs.fleet.ClusterContext;
import dev.flotilla.constructs.fleet.OperatorUpgradeProps;
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
import dev.flotilla.constructs.kubernetes.Ordered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Resolves fleet, environment and mirror into what the constructs of one cluster take. */
final class ClusterFlux {
  /** The workflow that pushes and signs the fleet artifact. */
  private static final String FLEET_WORKFLOW = "push-artifact.yaml";

  /** What a Kustomization of a tenant acts as that names no service account. */
  private static final String TENANT_SERVICE_ACCOUNT = "flux";

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
          Component.HELM_CONTROLLER,
          Component.IMAGE_REFLECTOR_CONTROLLER,
          Component.IMAGE_AUTOMATION_CONTROLLER);

  private final Fleet fleet;
  private final Cluster cluster;
  private final Mirror mirror;

  ClusterFlux(Fleet fleet, Cluster cluster) {
    this.fleet = fleet;
    this.cluster = cluster;
    this.mirror = fleet.mirror();
  }

  FluxBootstrapProps bootstrap() {
    return new FluxBootstrapProps(instance(), operator()).withCredentials(credentials());
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

  /**
   * Through a mirror the chart is not verified: its signature stays behind, and who answers for the
   * mirror answers for the chart.
   */
  OperatorUpgradeProps operatorUpgrade(FluxBootstrapProps bootstrap) {
    boolean mirrored = !bootstrap.operator().repository().equals(FluxRelease.CHARTS);
    return new OperatorUpgradeProps(
        bootstrap.operator(),
        bootstrap.instance().cluster(),
        bootstrap.metadata(),
        mirrored ? Verification.none() : FluxRelease.CHARTS_VERIFICATION,
        mirror.plainHttp(FluxRelease.CHARTS.host()));
  }

  ClusterContext context() {
    return new ClusterContext(
        cluster.name(),
        cluster.environment().name(),
        cluster.environment().channel().tag(),
        cluster.environment().signedFrom(),
        Ordered.NONE,
        ClusterVariables.of(cluster),
        fleet.pullCredential(),
        TENANT_SERVICE_ACCOUNT,
        mirror);
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

  SyncSource sync() {
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
    OperatorChart chart = OperatorChart.of(FluxRelease.CHARTS, fleet.flux().operator());
    OciUrl image = FluxRelease.PUBLISHER.child("flux-operator");
    if (!mirror.apply(image).equals(image)) {
      chart = chart.withRegistry(mirror.apply(FluxRelease.CHARTS), mirror.apply(image));
    }
    return isWorkload() ? chart.withReportingInterval(REPORTING_INTERVAL) : chart;
  }

  private boolean isWorkload() {
    return cluster.role() == Cluster.Role.WORKLOAD;
  }
}

package dev.flotilla.stacks;

import dev.flotilla.constructs.artifact.Artifact;
import dev.flotilla.constructs.fleet.ClusterContext;
import dev.flotilla.constructs.fleet.ClusterDns;
import dev.flotilla.constructs.fleet.OperatorUpgradeProps;
import dev.flotilla.constructs.fleet.PullIdentity;
import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.constructs.flux.Distribution;
import dev.flotilla.constructs.flux.FluxBootstrapProps;
import dev.flotilla.constructs.flux.FluxInstance;
import dev.flotilla.constructs.flux.InstanceCluster;
import dev.flotilla.constructs.flux.Multitenancy;
import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.constructs.flux.OperatorChart;
import dev.flotilla.constructs.flux.RegistryCredential;
import dev.flotilla.constructs.flux.SyncOptions;
import dev.flotilla.constructs.flux.SyncSource;
import dev.flotilla.constructs.flux.Verification;
import dev.flotilla.constructs.policy.SourcePolicyProps;
import dev.flotilla.constructs.tenant.HostClaims;
import java.util.ArrayList;
import java.util.List;

/** Resolves fleet, cluster and mirror into what the constructs of one cluster take. */
final class ClusterFlux {
  /** What a Kustomization of a tenant acts as that names no service account. */
  private static final String TENANT_SERVICE_ACCOUNT = "flux";

  private final Fleet fleet;
  private final Cluster cluster;
  private final FluxSettings settings;
  private final Mirror mirror;

  ClusterFlux(Fleet fleet, Cluster cluster) {
    this.fleet = fleet;
    this.cluster = cluster;
    this.settings = cluster.flux();
    this.mirror = fleet.mirror();
  }

  FluxBootstrapProps bootstrap() {
    return new FluxBootstrapProps(instance(), operator())
        .withCredentials(credentials())
        .withMetadata(settings.metadata());
  }

  private List<Credential> credentials() {
    List<Credential> credentials = new ArrayList<>();
    fleet.pullCredential().ifPresent(credentials::add);
    credentials.addAll(fleet.registryAuthorities().values());
    credentials.addAll(fleet.credentials());
    credentials.addAll(cluster.credentials());
    fleet.artifacts(cluster).flatMap(Artifact::credentials).forEach(credentials::add);
    cluster.updateAutomations().forEach(updates -> credentials.add(updates.credential()));
    credentials.replaceAll(this::mirrored);
    return credentials;
  }

  private Credential mirrored(Credential credential) {
    return credential instanceof RegistryCredential registry ? mirror.apply(registry) : credential;
  }

  /**
   * Only upstream's own chart is verified: through a mirror its signature stays behind, and who
   * answers for the mirror answers for the chart.
   */
  OperatorUpgradeProps operatorUpgrade(FluxBootstrapProps bootstrap) {
    OciUrl published = fleet.flux().operator().repository();
    boolean upstream = bootstrap.operator().repository().equals(FluxRelease.CHARTS);
    return new OperatorUpgradeProps(
        bootstrap.operator(),
        bootstrap.instance().cluster(),
        bootstrap.metadata(),
        upstream ? FluxRelease.CHARTS_VERIFICATION : Verification.none(),
        mirror.plainHttp(published.host()));
  }

  ClusterContext context() {
    return new ClusterContext(
        cluster.name(),
        cluster.environment().name(),
        cluster.environment().channel().tag(),
        cluster.environment().signedFrom(),
        cluster.pins(),
        ClusterVariables.of(cluster),
        fleet.pullCredential(),
        settings
            .cluster()
            .multitenancy()
            .map(Multitenancy::defaultServiceAccount)
            .orElse(TENANT_SERVICE_ACCOUNT),
        HostClaims.of(fleet.tenants(cluster), ClusterVariables.of(cluster)),
        settings.tenantShard(),
        fleet.registries(),
        cluster.dns().orElseGet(this::ownDns),
        fleet.pullIdentity().map(this::pullIdentity));
  }

  private ClusterDns ownDns() {
    return settings.cluster().type() == InstanceCluster.Type.OPENSHIFT
        ? ClusterDns.OPENSHIFT
        : ClusterDns.KUBERNETES;
  }

  private PullIdentity pullIdentity(SyncOptions.Cloud cloud) {
    return new PullIdentity(
        cloud,
        settings.cluster().multitenancy().filter(Multitenancy::workloadIdentity).isPresent());
  }

  SourcePolicyProps sourcePolicy() {
    return fleet.sourcePolicy().orElseGet(fleet.organization()::sourcePolicy);
  }

  private FluxInstance instance() {
    FluxInstance.Builder instance =
        FluxInstance.builder(distribution(), sync())
            .components(settings.components())
            .cluster(settings.cluster())
            .egress(settings.egress())
            .buildEgress(settings.buildEgress())
            // Else an artifact that is missing or refused shows as minutes of "in progress" on the
            // instance; so Flux is Ready, and its report and its source say what the sync lacks.
            .waitForReady(false);
    settings.storage().ifPresent(instance::storage);
    settings.sharding().ifPresent(instance::sharding);
    settings.patches().forEach(instance::addPatch);
    return instance.build();
  }

  private Distribution distribution() {
    Distribution distribution = fleet.flux().distribution();
    return mirror.apply(
        settings.embeddedManifests() ? distribution.withoutArtifact() : distribution);
  }

  SyncSource sync() {
    return fleet.sync().source(fleet, cluster);
  }

  private OperatorChart operator() {
    OperatorChart chart = mirror.apply(fleet.flux().operator());
    return settings.reportingInterval().map(chart::withReportingInterval).orElse(chart);
  }
}

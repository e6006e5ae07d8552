package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ContentSource;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.cluster.ClusterVariables;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.flux.Multitenancy;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.ClusterDns;
import dev.flotilla.fleet.object.PullIdentity;
import dev.flotilla.fleet.registry.FleetRegistries;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncOptions;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.tenant.HostClaims;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Resolves what each cluster has: its own values, and those of its fleet, its environment and the
 * mirror. Nothing else looks these up.
 */
public final class ClusterResolver {
  /** The service account of a tenant's Kustomization that names none. */
  private static final String TENANT_SERVICE_ACCOUNT = "flux";

  private final Fleet fleet;
  private final Mirror mirror;
  private final FleetRegistries registries;
  private final FluxRelease release;

  /** Resolves the clusters of {@code fleet}. */
  public ClusterResolver(Fleet fleet) {
    this.fleet = fleet;
    this.mirror = fleet.mirror();
    this.registries = fleet.registries();
    this.release = fleet.fluxRelease().through(mirror);
  }

  /**
   * Returns {@code cluster} with all that it has.
   *
   * @throws IllegalArgumentException if what is right in the fleet and right in the cluster is
   *     wrong together
   */
  public ResolvedCluster resolve(Cluster cluster) {
    FluxBootstrapProps bootstrap =
        new FluxBootstrapProps(instance(cluster), release.operator(), credentials(cluster));
    return new ResolvedCluster(
        cluster,
        bootstrap,
        operatorUpgrade(bootstrap),
        context(cluster),
        fleet.sourcePolicy().orElseGet(fleet.organization()::sourcePolicy),
        fleet.workloads(cluster));
  }

  /** Returns the source that Flux on {@code cluster} syncs, through the mirror if there is one. */
  public SyncSource sync(Cluster cluster) {
    return fleet.sync() instanceof FleetSync.Shared shared
        ? shared(shared.source(), cluster)
        : artifact((FleetSync.Artifact) fleet.sync(), cluster);
  }

  private SyncSource shared(SyncSource source, Cluster cluster) {
    SyncOptions options = source.options();
    SyncSource own = source.withOptions(options.withPath(options.path() + "/" + cluster.name()));
    return own instanceof OciSource artifact ? registries.apply(artifact) : own;
  }

  private SyncSource artifact(FleetSync.Artifact sync, Cluster cluster) {
    OciUrl url = fleet.organization().fleetArtifact();
    OciSource source =
        SyncSource.oci(
            url,
            cluster.channel().tag(),
            cluster.syncPath(),
            verification(sync, cluster.environment()));
    if (fleet.pullCredential().isPresent()) {
      source = source.withCredential(fleet.pullCredential().get());
    }
    OciSource reached = registries.apply(source);
    boolean isCloud = fleet.pullIdentity().isPresent() && reached.url().equals(url);
    return isCloud
        ? reached.withOptions(reached.options().withCloud(fleet.pullIdentity().get()))
        : reached;
  }

  private Verification verification(FleetSync.Artifact sync, Environment environment) {
    Organization organization = fleet.organization();
    GitRef ref = organization.signedFrom(environment);
    return sync.workflow()
        .<Verification>map(
            file -> Verification.gitHubActions(organization.fleetGitRepository(), file, ref))
        .orElseGet(() -> sync.signer().verification(Organization.FLEET, ref));
  }

  /** Returns one that resolves the same fleet as if it had no mirror. */
  public ClusterResolver unmirrored() {
    return new ClusterResolver(fleet.toBuilder().mirror(Mirror.NONE).build());
  }

  /**
   * Returns where each artifact that the fleet's clusters run is without a mirror, the fleet's own
   * first.
   */
  public List<OciUrl> artifactUrls() {
    Stream<OciUrl> synced =
        fleet.sync() instanceof FleetSync.Shared shared
            ? Stream.of(shared.source())
                .filter(OciSource.class::isInstance)
                .map(source -> ((OciSource) source).url())
            : Stream.of(fleet.organization().fleetArtifact());
    Stream<OciUrl> run =
        fleet.clusters().stream()
            .flatMap(cluster -> fleet.workloads(cluster).artifacts())
            .map(Artifact::url);
    return Stream.concat(synced, run).distinct().toList();
  }

  private List<Credential> credentials(Cluster cluster) {
    List<Credential> credentials = new ArrayList<>();
    fleet.pullCredential().ifPresent(credentials::add);
    credentials.addAll(fleet.registryAuthorities().values());
    credentials.addAll(fleet.credentials());
    credentials.addAll(cluster.credentials());
    fleet
        .workloads(cluster)
        .sources()
        .flatMap(ContentSource::credentials)
        .forEach(credentials::add);
    cluster.updateAutomations().forEach(updates -> credentials.add(updates.credential()));
    credentials.replaceAll(this::mirrored);
    return credentials;
  }

  private Credential mirrored(Credential credential) {
    return credential instanceof RegistryCredential registry ? mirror.apply(registry) : credential;
  }

  private OperatorUpgradeProps operatorUpgrade(FluxBootstrapProps bootstrap) {
    OciUrl published = fleet.fluxRelease().operator().repository();
    return OperatorUpgradeProps.of(bootstrap.operator(), bootstrap.instance().settings().cluster())
        .withMetadata(bootstrap.metadata())
        .withInsecure(mirror.isInsecure(published.host()));
  }

  /** What is mirrored replaces what a cluster says of a registry for itself. */
  private SortedMap<String, String> variables(Cluster cluster) {
    SortedMap<String, String> variables = new TreeMap<>(ClusterVariables.of(cluster));
    variables.putAll(mirror.variables());
    return Collections.unmodifiableSortedMap(variables);
  }

  private ClusterContext context(Cluster cluster) {
    Environment environment = cluster.environment();
    Optional<Multitenancy> lockdown = cluster.flux().cluster().multitenancy();
    SortedMap<String, String> variables = variables(cluster);
    return new ClusterContext(
        cluster.name(),
        environment.name(),
        cluster.channel(),
        environment.signedFrom(),
        cluster.pins(),
        variables,
        fleet.pullCredential(),
        lockdown.map(Multitenancy::defaultServiceAccount).orElse(TENANT_SERVICE_ACCOUNT),
        HostClaims.of(fleet.workloads(cluster).tenants(), variables),
        cluster.flux().tenantShard(),
        registries,
        cluster.dns().orElseGet(() -> dns(cluster.flux().cluster().type())),
        fleet
            .pullIdentity()
            .map(
                cloud ->
                    new PullIdentity(
                        cloud, lockdown.filter(Multitenancy::usesWorkloadIdentity).isPresent())));
  }

  private static ClusterDns dns(InstanceCluster.Type type) {
    return type == InstanceCluster.Type.OPENSHIFT ? ClusterDns.OPENSHIFT : ClusterDns.KUBERNETES;
  }

  /**
   * Otherwise an artifact that is missing or refused shows as minutes of "in progress" on the
   * instance. This way Flux is Ready, and its report and its source say what the sync lacks.
   */
  private FluxInstance instance(Cluster cluster) {
    return new FluxInstance(release.distribution(), sync(cluster), cluster.flux()).withoutWaiting();
  }
}

package dev.flotilla.fleet;

import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.ClusterDns;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.object.PullIdentity;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.registry.FleetRegistries;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.registry.Registries;
import dev.flotilla.fleet.render.ClusterRenderer;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A cluster that takes values with their places, and the context that they get. */
public final class TestCluster {
  private static final Registries PUBLIC =
      new Registries() {
        @Override
        public OciUrl apply(OciUrl url) {
          return url;
        }

        @Override
        public boolean isInsecure(String host) {
          return host.startsWith("127.0.0.1");
        }
      };

  private static final SortedMap<String, Version> NO_PINS = Collections.emptySortedMap();

  /** What Flux on the cluster syncs. */
  public static final SyncSource SYNC =
      SyncSource.oci(
          new OciUrl("oci://ghcr.io/acme/fleet"),
          new OciTag("latest"),
          "clusters/staging",
          Verification.none());

  private final ClusterRenderer renderer;

  public TestCluster() {
    this(staging());
  }

  public TestCluster(ClusterContext context) {
    this.renderer = new ClusterRenderer(context, SYNC);
  }

  /** Returns a cluster that follows the main branch. */
  public static ClusterContext staging() {
    return context("staging", Channel.LATEST, GitRef.branch("main"), NO_PINS);
  }

  /** Returns a cluster that follows releases. */
  public static ClusterContext production() {
    return context("production", Channel.LATEST_STABLE, GitRef.semverTags(), NO_PINS);
  }

  /** Returns a cluster that follows the branch {@code main}, also of what comes from Git. */
  public static ClusterContext following() {
    return context("staging", Channel.branch("main"), GitRef.branch("main"), NO_PINS);
  }

  /** Returns a cluster of staging that is pinned to a release of one artifact. */
  public static ClusterContext pinned(String artifact, String version) {
    SortedMap<String, Version> pins = new TreeMap<>();
    pins.put(artifact, Version.ofTag(version).orElseThrow());
    return context("staging", Channel.LATEST, GitRef.branch("main"), pins);
  }

  private static ClusterContext context(
      String environment, Channel channel, GitRef signedFrom, SortedMap<String, Version> pins) {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("CLUSTER_NAME", environment);
    return new ClusterContext(
        environment,
        environment,
        channel,
        signedFrom,
        pins,
        variables,
        Optional.of(Credential.registry("ghcr-auth", "ghcr.io", "flux")),
        "flux",
        Collections.emptySortedMap(),
        Optional.empty(),
        PUBLIC,
        ClusterDns.KUBERNETES,
        Optional.empty());
  }

  /** Returns a cluster of staging with other name servers. */
  public static ClusterContext resolving(ClusterDns dns) {
    return changed(staging().pullCredential(), PUBLIC, dns, Optional.empty());
  }

  /** Returns a cluster of staging that pulls by a workload identity, and by no Secret. */
  public static ClusterContext pulling(PullIdentity identity) {
    return changed(Optional.empty(), PUBLIC, ClusterDns.KUBERNETES, Optional.of(identity));
  }

  /** Returns a cluster of staging that verifies by a Sigstore of its fleet. */
  public static ClusterContext trusting(Sigstore sigstore) {
    Registries registries =
        new FleetRegistries(Mirror.NONE, Collections.emptySortedMap(), Optional.of(sigstore));
    return changed(staging().pullCredential(), registries, ClusterDns.KUBERNETES, Optional.empty());
  }

  private static ClusterContext changed(
      Optional<RegistryCredential> credential,
      Registries registries,
      ClusterDns dns,
      Optional<PullIdentity> identity) {
    ClusterContext some = staging();
    return new ClusterContext(
        some.cluster(),
        some.environment(),
        some.channel(),
        some.signedFrom(),
        some.pins(),
        some.variables(),
        credential,
        some.serviceAccount(),
        some.claimedHosts(),
        some.tenantShard(),
        registries,
        dns,
        identity);
  }

  public void add(String place, OperatorUpgradeProps upgrade) {
    renderer.add(place, upgrade);
  }

  public void add(String place, RuntimeInfoProps info) {
    renderer.add(place, info);
  }

  public void add(String place, SourcePolicyProps policy) {
    renderer.add(place, policy);
  }

  public void add(String place, ComponentSetProps set) {
    renderer.add(place, set);
  }

  public void add(String place, TenantProps tenant) {
    renderer.add(place, tenant);
  }

  public void add(String place, UpdateAutomationProps updates) {
    renderer.add(place, updates);
  }

  public void add(String place, List<KubernetesObject> objects) {
    renderer.add(place, objects);
  }

  /** Returns the file of a component that is the only one in its set. */
  public String rendered(PlatformComponent.Builder builder) {
    PlatformComponent component = builder.build();
    add("staging/Infra", ComponentSetProps.of("infra", component));
    return file("tenants/staging/" + component.name() + ".yaml");
  }

  public List<Problem> problems() {
    return renderer.problems();
  }

  public List<FleetFile> files() {
    return renderer.files();
  }

  /** Returns the text of one file. */
  public String file(String path) {
    return files().stream()
        .filter(file -> file.path().equals(path))
        .map(file -> file.content().text())
        .collect(Collectors.joining());
  }
}

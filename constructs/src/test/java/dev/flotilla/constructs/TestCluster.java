package dev.flotilla.constructs;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.fleet.ClusterContext;
import dev.flotilla.constructs.fleet.ClusterDns;
import dev.flotilla.constructs.fleet.FleetObjects;
import dev.flotilla.constructs.fleet.FluxScope;
import dev.flotilla.constructs.fleet.PullIdentity;
import dev.flotilla.constructs.fleet.Registries;
import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.constructs.flux.GitRef;
import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.constructs.flux.RegistryCredential;
import dev.flotilla.constructs.flux.SyncSource;
import dev.flotilla.constructs.kubernetes.Ordered;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A stack that takes fleet objects, and what it tells of its cluster. */
public final class TestCluster extends TerraformStack implements FluxScope {
  private static final Registries PUBLIC =
      new Registries() {
        @Override
        public OciUrl apply(OciUrl url) {
          return url;
        }

        @Override
        public boolean plainHttp(String host) {
          return host.startsWith("127.0.0.1");
        }
      };

  /** What Flux on the cluster syncs. */
  public static final SyncSource SYNC =
      SyncSource.oci(new OciUrl("oci://ghcr.io/acme/fleet"), "latest", "clusters/staging");

  private final FleetObjects objects = new FleetObjects("staging", SYNC);

  public TestCluster() {
    super(Testing.app(), "staging");
  }

  /** Returns a cluster that follows the main branch. */
  public static ClusterContext staging() {
    return context("staging", "latest", GitRef.branch("main"), Ordered.NONE);
  }

  /** Returns a cluster that follows releases. */
  public static ClusterContext production() {
    return context("production", "latest-stable", GitRef.semverTags(), Ordered.NONE);
  }

  /** Returns a cluster of staging that is pinned to a release of one artifact. */
  public static ClusterContext pinned(String artifact, String version) {
    SortedMap<String, String> pins = new TreeMap<>();
    pins.put(artifact, version);
    return context("staging", "latest", GitRef.branch("main"), pins);
  }

  private static ClusterContext context(
      String environment, String tag, GitRef signedFrom, SortedMap<String, String> pins) {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("CLUSTER_NAME", environment);
    return new ClusterContext(
        environment,
        environment,
        tag,
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
    return changed(staging().pullCredential(), dns, Optional.empty());
  }

  /** Returns a cluster of staging that pulls by a workload identity, and by no Secret. */
  public static ClusterContext pulling(PullIdentity identity) {
    return changed(Optional.empty(), ClusterDns.KUBERNETES, Optional.of(identity));
  }

  private static ClusterContext changed(
      Optional<RegistryCredential> credential, ClusterDns dns, Optional<PullIdentity> identity) {
    ClusterContext some = staging();
    return new ClusterContext(
        some.cluster(),
        some.environment(),
        some.tag(),
        some.signedFrom(),
        some.pins(),
        some.variables(),
        credential,
        some.serviceAccount(),
        some.claimedHosts(),
        some.tenantShard(),
        some.registries(),
        dns,
        identity);
  }

  @Override
  public ClusterContext context() {
    return staging();
  }

  @Override
  public FleetObjects objects() {
    return objects;
  }

  /** Returns the text of one file. */
  public String file(String path) {
    return objects
        .files()
        .filter(file -> file.path().equals(path))
        .map(file -> file.content().text())
        .collect(Collectors.joining());
  }
}

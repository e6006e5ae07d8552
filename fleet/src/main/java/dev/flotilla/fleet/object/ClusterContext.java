package dev.flotilla.fleet.object;

import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.flux.Variables;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.registry.Registries;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the constructs of one cluster need to know of it, resolved.
 *
 * @param cluster the cluster's name, and its folder in the fleet artifact
 * @param environment the folder that components and tenants have for the cluster's environment
 * @param channel the tag of artifacts, or the branch of Git, that the cluster follows
 * @param signedFrom the Git refs whose workflow signs what that tag points to
 * @param pins by an artifact's address, the release that the cluster runs instead
 * @param variables the variables of {@code flux-runtime-info}, for components and tenants
 * @param pullCredential what artifacts without a credential of their own are pulled with
 * @param serviceAccount what Flux acts as in a namespace of a component or tenant
 * @param claimedHosts by a tenant's name, the hosts that are its own
 * @param tenantShard the shard of Flux's controllers that tenants are on; empty means that they
 *     share the platform's
 * @param registries how registries are reached
 * @param dns where its pods resolve names
 * @param pullIdentity the workload identity that pulls artifacts which have no credential, if one
 *     does
 */
public record ClusterContext(
    String cluster,
    String environment,
    Channel channel,
    GitRef signedFrom,
    SortedMap<String, Version> pins,
    SortedMap<String, String> variables,
    Optional<RegistryCredential> pullCredential,
    String serviceAccount,
    SortedMap<String, List<String>> claimedHosts,
    Optional<String> tenantShard,
    Registries registries,
    ClusterDns dns,
    Optional<PullIdentity> pullIdentity) {

  public ClusterContext {
    Rfc1123.label("the name of a cluster", cluster);
    Rfc1123.label("the name of an environment", environment);
    pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
    claimedHosts = Collections.unmodifiableSortedMap(new TreeMap<>(claimedHosts));
    variables = Variables.copyOf(variables);
  }

  /** Returns the tag of artifacts that the cluster follows. */
  public String tag() {
    return channel.tag().value();
  }

  /** Returns the release that the cluster is pinned to. */
  public Optional<Version> pin(OciUrl artifact) {
    return Optional.ofNullable(pins.get(artifact.value()));
  }
}

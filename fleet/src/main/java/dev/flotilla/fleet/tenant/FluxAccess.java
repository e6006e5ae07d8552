package dev.flotilla.fleet.tenant;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.GitKeys;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant may do with Flux beside deploying from its sources into its namespaces. The API
 * server refuses the rest, by the policies of the source policy.
 *
 * <p>Rejected: a host that is allowed twice.
 *
 * @param hosts that its notification providers, receivers, image repositories and input providers
 *     may name
 * @param allowsResourceSets whether it may have ResourceSets and ResourceSetInputProviders
 * @param allowsSecretAddresses whether it may have a Provider, an input provider or a source whose
 *     address may be in a Secret, where no policy sees it
 * @param gitKeys the public keys, one of which signs its Git commits where the source policy
 *     demands signatures; they are in its Secret {@code git-keys}
 */
@RecordBuilder
public record FluxAccess(
    List<AllowedHost> hosts,
    boolean allowsResourceSets,
    boolean allowsSecretAddresses,
    Optional<GitKeys> gitKeys) {
  /** The Secret with the keys. */
  public static final String GIT_KEYS = "git-keys";

  public FluxAccess {
    hosts = List.copyOf(hosts);
    for (AllowedHost host : hosts) {
      if (hosts.indexOf(host) != hosts.lastIndexOf(host)) {
        throw new IllegalArgumentException(
            "host '" + host.value() + "' is allowed twice; remove one");
      }
    }
  }

  /** Returns access to sources, Kustomizations, HelmReleases and whatever else names no address. */
  public static FluxAccess standard() {
    return new FluxAccess(List.of(), false, false, Optional.empty());
  }

  /** Returns this access, to a host too; see {@link AllowedHost}. */
  public FluxAccess allowingHost(String host) {
    return FluxAccessFields.from(this).hosts(Ordered.append(hosts, new AllowedHost(host))).build();
  }

  /** Returns this access, with ResourceSets, which Flux applies as the tenant's account. */
  public FluxAccess withResourceSets() {
    return FluxAccessFields.from(this).allowsResourceSets(true).build();
  }

  /**
   * Returns this access, with addresses in Secrets: notification-controller, source-controller and
   * the operator then connect to whatever the tenant writes there.
   */
  public FluxAccess withSecretAddresses() {
    return FluxAccessFields.from(this).allowsSecretAddresses(true).build();
  }

  /**
   * Returns this access, with the keys of those who sign the tenant's Git commits.
   *
   * @param publicKeys of OpenPGP or SSH, as {@link GitKeys} takes them
   */
  public FluxAccess withGitKeys(String... publicKeys) {
    return FluxAccessFields.from(this).gitKeys(Optional.of(GitKeys.of(publicKeys))).build();
  }

  /** Returns the Secret with {@link #gitKeys} in a namespace, if there are any. */
  public Optional<KubernetesObject> gitKeys(String namespace) {
    return gitKeys.map(keys -> keys.secret(namespace, GIT_KEYS));
  }

  /**
   * Returns the metadata of a namespace with what its tenant may do.
   *
   * @param namespaces all that the tenant has
   * @param contentSigners who signs what it runs, as {@link Signers} names them
   */
  public ObjectMetadata on(
      ObjectMetadata metadata, List<String> namespaces, List<String> contentSigners) {
    List<String> signers = new ArrayList<>(contentSigners);
    gitKeys.ifPresent(keys -> signers.add(Signers.KEY + GIT_KEYS));
    ObjectMetadata granted = TenantMark.SIGNERS.on(metadata, signers);
    granted = TenantMark.NAMESPACES.on(granted, namespaces.size() > 1 ? namespaces : List.of());
    granted = TenantMark.FLUX_HOSTS.on(granted, hosts.stream().map(AllowedHost::value).toList());
    granted =
        TenantMark.RESOURCE_SETS.on(granted, allowsResourceSets ? List.of("allowed") : List.of());
    return TenantMark.SECRET_ADDRESSES.on(
        granted, allowsSecretAddresses ? List.of("allowed") : List.of());
  }
}

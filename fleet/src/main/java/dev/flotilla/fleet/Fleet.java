package dev.flotilla.fleet;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.cluster.Workloads;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.registry.FleetRegistries;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.SyncOptions;
import dev.flotilla.fleet.tenant.TenantProps;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every cluster that one organization runs from one repository.
 *
 * @param sync where the clusters find what they run
 * @param pullCredential what the clusters pull the fleet's artifacts with; empty means nothing
 * @param pullIdentity the cloud whose workload identity they are pulled with instead; empty means
 *     none
 * @param registryAuthorities from a registry's host to the Secret with the private authority that
 *     has issued its certificate
 * @param credentials the other Secrets that every cluster has
 * @param workloads what every workload cluster runs
 * @param sourcePolicy where tenants get what they run; empty means what the organization has
 * @param mirror the mirror through which registries are reached
 * @param sigstore by which signatures without a key are verified; empty means the public one
 * @param clusters in the order they are listed and deployed
 */
@RecordBuilder
public record Fleet(
    Organization organization,
    FluxRelease fluxRelease,
    FleetSync sync,
    Optional<RegistryCredential> pullCredential,
    Optional<SyncOptions.Cloud> pullIdentity,
    SortedMap<String, OpaqueCredential> registryAuthorities,
    List<Credential> credentials,
    Workloads workloads,
    Optional<SourcePolicyProps> sourcePolicy,
    Mirror mirror,
    Optional<Sigstore> sigstore,
    List<Cluster> clusters) {

  public Fleet {
    if (pullCredential.isPresent() && pullIdentity.isPresent()) {
      throw new IllegalArgumentException(
          "a fleet's artifacts must be pulled with a Secret or a cloud's identity, got credential '"
              + pullCredential.get().secretName()
              + "' and "
              + pullIdentity.get()
              + "; drop one");
    }
    registryAuthorities = Collections.unmodifiableSortedMap(new TreeMap<>(registryAuthorities));
    registryAuthorities.forEach(FleetRegistries::check);
    credentials = List.copyOf(credentials);
    clusters = List.copyOf(clusters);
  }

  /**
   * Returns a builder of a fleet.
   *
   * @param organization whose registry and Git repositories its clusters take everything from
   * @param fluxRelease which Flux and Flux Operator they run
   */
  public static Builder builder(Organization organization, FluxRelease fluxRelease) {
    return new Builder(
        FleetFields.builder()
            .organization(organization)
            .fluxRelease(fluxRelease)
            .sync(FleetSync.artifactSignedByWorkflow("push-artifact.yaml"))
            .registryAuthorities(Collections.emptySortedMap())
            .credentials(List.of())
            .workloads(Workloads.NONE)
            .mirror(Mirror.NONE)
            .clusters(List.of()));
  }

  /** Returns a builder with the values of this fleet. */
  public Builder toBuilder() {
    return new Builder(FleetFields.from(this));
  }

  /** Returns how the clusters reach registries. */
  public FleetRegistries registries() {
    return new FleetRegistries(mirror, registryAuthorities, sigstore);
  }

  /** Returns what {@code cluster} runs, its own included. */
  public Workloads workloads(Cluster cluster) {
    return cluster.role() == Cluster.Role.WORKLOAD
        ? workloads.then(cluster.workloads())
        : cluster.workloads();
  }

  /** Returns the cluster of that name. */
  public Optional<Cluster> cluster(String name) {
    return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
  }

  /** Returns the environments that clusters belong to, each once, in the clusters' order. */
  public List<Environment> environments() {
    return clusters.stream().map(Cluster::environment).distinct().toList();
  }

  /** Returns the channels of these environments, each once. */
  public List<Channel> channels() {
    return environments().stream().map(Environment::channel).distinct().toList();
  }

  /** Builds a {@link Fleet}. */
  public static final class Builder {
    private final FleetFields fields;

    private Builder(FleetFields fields) {
      this.fields = fields;
    }

    /**
     * Sets whose fleet it is: after an apply, each cluster's Flux syncs the fleet artifact of this
     * organization.
     */
    public Builder organization(Organization value) {
      fields.organization(value);
      return this;
    }

    /**
     * Sets the release: after an apply, each cluster has this version of the Flux Operator, and the
     * operator installs this version of Flux.
     */
    public Builder fluxRelease(FluxRelease value) {
      fields.fluxRelease(value);
      return this;
    }

    /**
     * Sets where the clusters find what they run; defaults to the organization's fleet artifact,
     * signed by {@code push-artifact.yaml}.
     */
    public Builder sync(FleetSync value) {
      fields.sync(value);
      return this;
    }

    /**
     * Sets the cloud whose workload identity the clusters pull the fleet's artifacts with, instead
     * of a Secret; defaults to none. Artifacts that have a credential, or a mirror, do not use it.
     */
    public Builder pullIdentity(SyncOptions.Cloud value) {
      fields.pullIdentity(Optional.of(value));
      return this;
    }

    /** Sets what the clusters pull the fleet's artifacts with; defaults to nothing. */
    public Builder pullCredential(RegistryCredential value) {
      fields.pullCredential(Optional.of(value));
      return this;
    }

    /**
     * Adds the private authority of a registry's certificate: the Secret is in {@code flux-system}
     * of every cluster and in the namespaces of components and tenants that come from {@code host},
     * and they and the fleet artifact are pulled trusting its {@code ca.crt}; defaults to none.
     *
     * <p>Rejected: a value that is not a host, a second Secret for one host, keys other than {@code
     * ca.crt}.
     *
     * @param host of the registry, or of the mirror that is reached instead, with its port
     * @param secret for example {@code Credential.opaque("registry-ca", "ca.crt")}
     */
    public Builder addRegistryAuthority(String host, OpaqueCredential secret) {
      SortedMap<String, OpaqueCredential> more = new TreeMap<>(fields.registryAuthorities());
      if (more.put(host, secret) != null) {
        throw new IllegalArgumentException(
            "a registry must have one private authority, got two for '%s'; put both certificates into one Secret"
                .formatted(host));
      }
      fields.registryAuthorities(more);
      return this;
    }

    /** Adds a Secret in {@code flux-system} of every cluster. */
    public Builder addCredential(Credential credential) {
      fields.credentials(Ordered.append(fields.credentials(), credential));
      return this;
    }

    /** Adds components that every workload cluster runs. */
    public Builder addComponentSet(ComponentSetProps set) {
      fields.workloads(fields.workloads().with(set));
      return this;
    }

    /** Adds a tenant that every workload cluster runs. */
    public Builder addTenant(TenantProps tenant) {
      fields.workloads(fields.workloads().with(tenant));
      return this;
    }

    /**
     * Sets where tenants get what they run; defaults to what the organization has on GitHub and in
     * its registry.
     */
    public Builder sourcePolicy(SourcePolicyProps value) {
      fields.sourcePolicy(Optional.of(value));
      return this;
    }

    /** Sets the mirror through which registries are reached; defaults to none. */
    public Builder mirror(Mirror value) {
      fields.mirror(value);
      return this;
    }

    /**
     * Sets the Sigstore by which the clusters verify all signatures without a key, instead of the
     * public one: its trusted root is the Secret {@code trusted-root} beside each source, and
     * source-controller asks nobody. A mirror that has one of its own uses that. Keys, and the
     * chart of the operator, which upstream signs, are verified as before. Defaults to the public
     * one.
     *
     * <p>Rejected: a Flux older than 2.9.
     *
     * @see <a
     *     href="https://fluxcd.io/flux/components/source/ocirepositories/#custom-trusted-root">trusted
     *     roots of Flux</a>
     */
    public Builder sigstore(Sigstore value) {
      fields.sigstore(Optional.of(value));
      return this;
    }

    /** Adds a cluster; clusters are listed and deployed in the order they were added. */
    public Builder addCluster(Cluster cluster) {
      fields.clusters(Ordered.append(fields.clusters(), cluster));
      return this;
    }

    /** Returns the fleet. */
    public Fleet build() {
      return fields.build();
    }
  }
}

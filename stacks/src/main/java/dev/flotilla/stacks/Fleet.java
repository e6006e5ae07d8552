package dev.flotilla.stacks;

import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.constructs.flux.RegistryCredential;
import dev.flotilla.constructs.flux.SyncSource;
import java.util.List;
import java.util.Optional;

/**
 * Every cluster that one organization runs from one repository.
 *
 * @param pullCredential what the clusters pull the fleet's artifacts with
 * @param mirror where registries are reached instead; defaults to nowhere else
 * @param clusters in the order they are listed and deployed
 */
public record Fleet(
    Organization organization,
    FluxRelease flux,
    RegistryCredential pullCredential,
    Mirror mirror,
    List<Cluster> clusters) {

  public Fleet {
    clusters = List.copyOf(clusters);
  }

  public Fleet(
      Organization organization,
      FluxRelease flux,
      RegistryCredential pullCredential,
      List<Cluster> clusters) {
    this(organization, flux, pullCredential, Mirror.NONE, clusters);
  }

  /** Returns this fleet with its registries reached through {@code newMirror}. */
  public Fleet withMirror(Mirror newMirror) {
    return new Fleet(organization, flux, pullCredential, newMirror, clusters);
  }

  /** Returns the Secrets that Flux on {@code cluster} authenticates with. */
  public List<Credential> credentials(Cluster cluster) {
    return ClusterFlux.of(this, cluster).credentials();
  }

  /** Returns the source that Flux on {@code cluster} syncs, through the mirror if there is one. */
  public SyncSource sync(Cluster cluster) {
    return ClusterFlux.of(this, cluster).instance().sync();
  }

  /** Returns the cluster of that name. */
  public Optional<Cluster> cluster(String name) {
    return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
  }
}

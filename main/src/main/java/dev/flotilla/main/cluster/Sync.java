package dev.flotilla.main.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.flotilla.constructs.flux.SyncSource;
import dev.flotilla.main.report.Failure;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.Fleet;
import java.util.Optional;

/**
 * What the Flux of a cluster syncs; address and path together are its identity.
 *
 * @param ref the tag, branch or semver range
 */
public record Sync(String url, String ref, String path) {
  /** Of a cluster that syncs nothing. */
  public static final Sync NONE = new Sync("", "", "");

  /** Returns what the fleet wants the cluster to sync. */
  public static Sync of(Fleet fleet, Cluster cluster) {
    SyncSource source = fleet.sync(cluster);
    return new Sync(source.address(), source.reference(), source.options().path());
  }

  /** Returns whether nothing is synced. */
  @JsonIgnore
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Returns whether it is the sync of the same cluster of the same fleet. */
  public boolean isSameCluster(Sync other) {
    return url.equals(other.url) && plain(path).equals(plain(other.path));
  }

  /** {@code ./clusters/x/} is {@code clusters/x} to Flux. */
  private static String plain(String path) {
    return path.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
  }

  /**
   * Refuses a cluster that is another one than the fleet means.
   *
   * @param wanted what the fleet wants it to sync
   */
  public static void checkSameCluster(LiveCluster cluster, Sync wanted, Optional<LiveFlux> flux) {
    Optional<Sync> live = flux.map(LiveFlux::sync).filter(sync -> !sync.isSameCluster(wanted));
    if (live.isPresent()) {
      throw new Failure(
          """
          the cluster at %s must be '%s', but its FluxInstance syncs something else; nothing was changed
          wanted: %s, path %s
          got:    %s, path %s
          check the context; if it is the right cluster, first correct spec.sync of the FluxInstance 'flux' on it"""
              .formatted(
                  cluster.server(),
                  cluster.name(),
                  wanted.url(),
                  wanted.path(),
                  live.get().url(),
                  live.get().path()));
    }
  }

  @Override
  public String toString() {
    return url + (ref.isEmpty() ? "" : ":" + ref) + " " + path;
  }
}

package dev.flotilla.main.cluster;

import java.util.Optional;

/**
 * How the Flux of a cluster is.
 *
 * @param flux the version of Flux, or empty
 * @param operator the version of the Flux Operator, or empty
 */
public record FluxStatus(
    String cluster, boolean ready, String flux, String operator, Sync sync, String message) {

  /**
   * Asks the cluster.
   *
   * @param wanted what it should sync
   */
  public static FluxStatus of(LiveCluster cluster, Sync wanted) {
    Optional<LiveFlux> flux = cluster.flux();
    String operator = cluster.report().map(LiveReport::operatorVersion).orElse("");
    if (flux.isEmpty()) {
      return new FluxStatus(
          cluster.name(),
          false,
          "",
          operator,
          Sync.NONE,
          "no FluxInstance; run 'flotilla deploy " + cluster.name() + "'");
    }
    LiveFlux live = flux.get();
    boolean same = live.sync().isSameCluster(wanted);
    return new FluxStatus(
        cluster.name(),
        same && live.isReady(),
        live.version(),
        operator,
        live.sync(),
        same ? live.message() : "another cluster: it should sync " + wanted);
  }
}

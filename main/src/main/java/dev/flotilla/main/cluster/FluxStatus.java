package dev.flotilla.main.cluster;

import java.util.List;
import java.util.Optional;

/**
 * How the Flux of a cluster is.
 *
 * @param reached whether the cluster has answered
 * @param flux the version of Flux, or empty
 * @param operator the version of the Flux Operator, or empty
 * @param exceptions what tenants may do beyond the rules for tenants
 * @param message what the Flux Operator says, or why there is no answer
 */
public record FluxStatus(
    String cluster,
    boolean reached,
    boolean ready,
    String flux,
    String operator,
    Sync sync,
    List<Delivery> deliveries,
    List<TenantException> exceptions,
    String message) {

  /** Returns that of a cluster that could not be asked. */
  public static FluxStatus unreached(String cluster, String message) {
    return new FluxStatus(cluster, false, false, "", "", Sync.NONE, List.of(), List.of(), message);
  }

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
          true,
          false,
          "",
          operator,
          Sync.NONE,
          List.of(),
          List.of(),
          "no FluxInstance; run 'flotilla deploy " + cluster.name() + "'");
    }
    LiveFlux live = flux.get();
    boolean same = live.sync().isSameCluster(wanted);
    List<Delivery> deliveries = cluster.deliveries(live);
    boolean delivered = deliveries.stream().allMatch(Delivery::isReady);
    String message =
        live.isReady() && !deliveries.isEmpty() ? Delivery.summary(deliveries) : live.message();
    return new FluxStatus(
        cluster.name(),
        true,
        same && live.isReady() && delivered,
        live.version(),
        operator,
        live.sync(),
        deliveries,
        TenantException.of(cluster.listAll(Kinds.NAMESPACE)),
        same ? message : "another cluster: it should sync " + wanted);
  }
}

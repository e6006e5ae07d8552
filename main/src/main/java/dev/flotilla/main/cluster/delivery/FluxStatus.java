package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResourceKinds;
import dev.flotilla.main.cluster.flux.FluxReport;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.flux.SyncTarget;
import java.util.List;
import java.util.Optional;

/**
 * The status of a cluster's Flux.
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
    SyncTarget sync,
    List<Delivery> deliveries,
    List<TenantException> exceptions,
    String message) {

  /** Returns that of a cluster that could not be asked. */
  public static FluxStatus unreached(String cluster, String message) {
    return new FluxStatus(
        cluster, false, false, "", "", SyncTarget.NONE, List.of(), List.of(), message);
  }

  /**
   * Asks the cluster.
   *
   * @param wanted what it should sync
   */
  public static FluxStatus of(LiveCluster cluster, SyncTarget wanted) {
    Optional<LiveFlux> flux = LiveFlux.find(cluster);
    String operator = FluxReport.find(cluster).map(FluxReport::operatorVersion).orElse("");
    if (flux.isEmpty()) {
      return new FluxStatus(
          cluster.name(),
          true,
          false,
          "",
          operator,
          SyncTarget.NONE,
          List.of(),
          List.of(),
          "no FluxInstance; run 'flotilla deploy " + cluster.name() + "'");
    }
    LiveFlux live = flux.get();
    boolean same = live.sync().isSameCluster(wanted);
    List<Delivery> deliveries = Deliveries.of(cluster, live);
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
        TenantException.of(cluster.listAll(ResourceKinds.NAMESPACE)),
        same ? message : "another cluster: it should sync " + wanted);
  }
}

package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResourceKinds;
import dev.flotilla.main.cluster.flux.FluxReport;
import dev.flotilla.main.cluster.flux.LiveFlux;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains why a cluster is not ready: conditions, and the last warnings. */
final class Diagnosis {
  private static final int MAX_EVENTS = 8;

  private Diagnosis() {}

  /**
   * Returns the explanation, line by line.
   *
   * @param since from when on an event is news
   */
  static List<String> of(LiveCluster cluster, Instant since) {
    Optional<LiveFlux> flux = LiveFlux.find(cluster);
    List<String> lines = new ArrayList<>();
    lines.add("FluxInstance/flux: " + flux.map(Diagnosis::summary).orElse("not there"));
    lines.addAll(Deployments.unavailable(cluster.list(ResourceKinds.DEPLOYMENT)));
    if (FluxReport.find(cluster).isEmpty()) {
      lines.add("FluxReport/flux: not there; the Flux Operator may not be running");
    }
    flux
        .filter(LiveFlux::isReady)
        .map(live -> Deliveries.of(cluster, live))
        .orElse(List.of())
        .stream()
        .flatMap(Delivery::all)
        .flatMap(delivery -> delivery.obstacles().stream())
        .forEach(obstacle -> lines.add(obstacle.toString()));
    for (ObjectEvent event :
        ObjectEvent.warnings(cluster.list(ResourceKinds.EVENT), since, MAX_EVENTS)) {
      // It often says what a condition, or another event, has said already.
      if (lines.stream().noneMatch(line -> line.contains(event.message()))) {
        lines.add(event.toString());
      }
    }
    return lines;
  }

  private static String summary(LiveFlux flux) {
    return (flux.isReady() ? "ready: " : "not ready: ") + flux.message();
  }
}

package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells why a cluster is not ready: conditions, and the last warnings. */
final class Diagnosis {
  private static final int MOST_EVENTS = 8;

  private Diagnosis() {}

  static List<String> of(LiveCluster cluster) {
    List<String> lines = new ArrayList<>();
    lines.add(fluxInstance(cluster));
    lines.addAll(Deployments.unavailable(cluster.list(Kinds.DEPLOYMENT)));
    if (cluster.report().isEmpty()) {
      lines.add("FluxReport/flux: not there; the Flux Operator may not be running");
    }
    if (cluster.flux().filter(LiveFlux::isReady).isPresent()) {
      cluster.deliveries().stream()
          .flatMap(Delivery::all)
          .flatMap(delivery -> delivery.obstacles().stream())
          .forEach(obstacle -> lines.add(obstacle.toString()));
    }
    // An event often says what a condition has said already.
    warnings(cluster).stream()
        .filter(event -> lines.stream().noneMatch(line -> line.contains(message(event))))
        .forEach(event -> lines.add(line(event)));
    return lines;
  }

  private static String fluxInstance(LiveCluster cluster) {
    Optional<LiveFlux> flux = cluster.flux();
    return "FluxInstance/flux: "
        + flux.map(live -> (live.isReady() ? "ready: " : "not ready: ") + live.message())
            .orElse("not there");
  }

  private static List<GenericKubernetesResource> warnings(LiveCluster cluster) {
    List<GenericKubernetesResource> warnings =
        cluster.list(Kinds.EVENT).stream()
            .filter(event -> text(event, "type").equals("Warning"))
            .sorted(Comparator.comparing(event -> text(event, "lastTimestamp")))
            .toList();
    return warnings.subList(Math.max(0, warnings.size() - MOST_EVENTS), warnings.size());
  }

  private static String line(GenericKubernetesResource event) {
    return "event %s/%s: %s: %s"
        .formatted(
            text(event, "involvedObject", "kind"),
            text(event, "involvedObject", "name"),
            text(event, "reason"),
            message(event));
  }

  private static String message(GenericKubernetesResource event) {
    return text(event, "message").strip();
  }

  private static String text(GenericKubernetesResource object, Object... path) {
    @Nullable Object value = object.get(path);
    return value == null ? "" : value.toString();
  }
}

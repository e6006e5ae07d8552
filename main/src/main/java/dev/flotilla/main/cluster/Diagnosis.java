package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells why a cluster is not ready: conditions, and the last warnings. */
final class Diagnosis {
  private static final int MOST_EVENTS = 8;

  private Diagnosis() {}

  /**
   * Returns that in lines.
   *
   * @param since from when on an event is news: what was wrong before may be right by now
   */
  static List<String> of(LiveCluster cluster, Instant since) {
    Optional<LiveFlux> flux = cluster.flux();
    List<String> lines = new ArrayList<>();
    lines.add("FluxInstance/flux: " + flux.map(Diagnosis::told).orElse("not there"));
    lines.addAll(Deployments.unavailable(cluster.list(Kinds.DEPLOYMENT)));
    if (cluster.report().isEmpty()) {
      lines.add("FluxReport/flux: not there; the Flux Operator may not be running");
    }
    flux.filter(LiveFlux::isReady).map(cluster::deliveries).orElse(List.of()).stream()
        .flatMap(Delivery::all)
        .flatMap(delivery -> delivery.obstacles().stream())
        .forEach(obstacle -> lines.add(obstacle.toString()));
    for (GenericKubernetesResource event : warnings(cluster, since)) {
      // It often says what a condition, or another event, has said already.
      if (lines.stream().noneMatch(line -> line.contains(message(event)))) {
        lines.add(line(event));
      }
    }
    return lines;
  }

  private static String told(LiveFlux flux) {
    return (flux.isReady() ? "ready: " : "not ready: ") + flux.message();
  }

  private static List<GenericKubernetesResource> warnings(LiveCluster cluster, Instant since) {
    List<GenericKubernetesResource> warnings =
        cluster.list(Kinds.EVENT).stream()
            .filter(event -> text(event, "type").equals("Warning"))
            .filter(event -> !time(event).isBefore(since))
            .sorted(Comparator.comparing(Diagnosis::time))
            .toList();
    return warnings.subList(Math.max(0, warnings.size() - MOST_EVENTS), warnings.size());
  }

  /** Returns when it was last seen: events of either API have another field for it. */
  private static Instant time(GenericKubernetesResource event) {
    for (String field : List.of("lastTimestamp", "eventTime", "firstTimestamp")) {
      String time = text(event, field);
      if (!time.isEmpty()) {
        return OffsetDateTime.parse(time).toInstant();
      }
    }
    return Instant.EPOCH;
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

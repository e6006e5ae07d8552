package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells why a cluster's Flux is not ready: conditions, and the last warnings. */
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
    lines.addAll(warnings(cluster));
    return lines;
  }

  private static String fluxInstance(LiveCluster cluster) {
    Optional<LiveFlux> flux = cluster.flux();
    return "FluxInstance/flux: "
        + flux.map(live -> (live.isReady() ? "ready: " : "not ready: ") + live.message())
            .orElse("not there");
  }

  private static List<String> warnings(LiveCluster cluster) {
    List<GenericKubernetesResource> warnings =
        cluster.list(Kinds.EVENT).stream()
            .filter(event -> text(event, "type").equals("Warning"))
            .sorted(Comparator.comparing(event -> text(event, "lastTimestamp")))
            .toList();
    return warnings.stream()
        .skip(Math.max(0, warnings.size() - MOST_EVENTS))
        .map(
            event ->
                "event %s/%s: %s: %s"
                    .formatted(
                        text(event, "involvedObject", "kind"),
                        text(event, "involvedObject", "name"),
                        text(event, "reason"),
                        text(event, "message").strip()))
        .distinct()
        .toList();
  }

  private static String text(GenericKubernetesResource object, Object... path) {
    @Nullable Object value = object.get(path);
    return value == null ? "" : value.toString();
  }
}

package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kubernetes' own objects that Flux waits for, and why they are not ready. */
final class Workload {
  private static final Set<String> REPLICATED = Set.of("Deployment", "StatefulSet", "DaemonSet");

  private Workload() {}

  static boolean isOne(ObjectId id) {
    return (id.group().equals("apps") && REPLICATED.contains(id.kind()))
        || (id.group().equals("batch") && id.kind().equals("Job"));
  }

  static Optional<Obstacle> obstacle(ObjectId id, GenericKubernetesResource object) {
    if (id.kind().equals("Job")) {
      return Condition.of(object, "Failed")
          .filter(Condition::isTrue)
          .map(failed -> new Obstacle(id.toString(), failed.message().strip(), false));
    }
    boolean isDaemon = id.kind().equals("DaemonSet");
    long wanted =
        isDaemon
            ? number(object, 0, "status", "desiredNumberScheduled")
            : number(object, 1, "spec", "replicas");
    long ready = number(object, 0, "status", isDaemon ? "numberReady" : "readyReplicas");
    if (ready >= wanted) {
      return Optional.empty();
    }
    // Progressing says more than Available where the quota or the image is what is wrong.
    String why = Stalled.of(object).map(condition -> ": " + condition.message().strip()).orElse("");
    return Optional.of(
        new Obstacle(
            id.toString(),
            (why.isEmpty() ? "waiting: " : "") + ready + " of " + wanted + " pods ready" + why,
            why.isEmpty()));
  }

  private static long number(GenericKubernetesResource object, long missing, Object... path) {
    @Nullable Object value = object.get(path);
    return value instanceof Number number ? number.longValue() : missing;
  }
}

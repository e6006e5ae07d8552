package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.flux.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of a pod. */
final class PodStatus {
  /** The reasons for which a container that is starting waits. */
  private static final Set<String> STARTING = Set.of("ContainerCreating", "PodInitializing");

  private PodStatus() {}

  static Optional<LeafStatus> of(GenericKubernetesResource pod) {
    String phase = LeafStatus.text(pod, "status", "phase");
    if (phase.equals("Succeeded")
        || Condition.of(pod, "Ready").filter(Condition::isTrue).isPresent()) {
      return Optional.empty();
    }
    if (phase.equals("Failed")) {
      return Optional.of(
          LeafStatus.problem("failed", LeafStatus.text(pod, "status", "message").strip()));
    }
    return Optional.of(
        waitingContainer(pod)
            .or(() -> unscheduled(pod))
            .orElseGet(() -> LeafStatus.waiting("not ready")));
  }

  private static Optional<LeafStatus> waitingContainer(GenericKubernetesResource pod) {
    return Stream.of("initContainerStatuses", "containerStatuses")
        .flatMap(field -> containers(pod, field))
        .filter(container -> !STARTING.contains(reason(container)))
        .map(
            container ->
                LeafStatus.problem(
                    "container '%s' waits".formatted(container.get("name")), words(container)))
        .findFirst();
  }

  private static Stream<Map<String, Object>> containers(
      GenericKubernetesResource pod, String field) {
    @Nullable List<Map<String, Object>> statuses = pod.get("status", field);
    return statuses == null
        ? Stream.of()
        : statuses.stream().filter(status -> !reason(status).isEmpty());
  }

  private static String reason(Map<String, Object> container) {
    return waiting(container, "reason");
  }

  private static String words(Map<String, Object> container) {
    String message = waiting(container, "message");
    return reason(container) + (message.isBlank() ? "" : ": " + message.strip());
  }

  private static String waiting(Map<String, Object> container, String field) {
    return container.get("state") instanceof Map<?, ?> state
            && state.get("waiting") instanceof Map<?, ?> waiting
            && waiting.get(field) != null
        ? String.valueOf(waiting.get(field))
        : "";
  }

  private static Optional<LeafStatus> unscheduled(GenericKubernetesResource pod) {
    return Condition.of(pod, "PodScheduled")
        .filter(scheduled -> scheduled.status().equals("False"))
        .map(scheduled -> LeafStatus.problem("not scheduled", scheduled.words()));
  }
}

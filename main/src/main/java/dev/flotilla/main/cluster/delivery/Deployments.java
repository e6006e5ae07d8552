package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.flux.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether Deployments run what they should. */
final class Deployments {
  private Deployments() {}

  /** Returns what is to be said of those that are not available, one line each. */
  static List<String> unavailable(List<GenericKubernetesResource> deployments) {
    return deployments.stream()
        .filter(deployment -> !isAvailable(deployment))
        .map(
            deployment ->
                "Deployment/%s: %s"
                    .formatted(
                        deployment.getMetadata().getName(),
                        Condition.of(deployment, "Available")
                            .map(Condition::toString)
                            .orElse("not seen by its controller yet")))
        .sorted()
        .toList();
  }

  private static boolean isAvailable(GenericKubernetesResource deployment) {
    @Nullable Number observed = deployment.get("status", "observedGeneration");
    return observed != null
        && observed.longValue() == deployment.getMetadata().getGeneration()
        && Condition.of(deployment, "Available").filter(Condition::isTrue).isPresent();
  }
}

package dev.flotilla.main.cluster.flux;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** The condition of an object that will not get ready by itself: it must be changed first. */
public final class StalledCondition {
  private StalledCondition() {}

  /** Returns the condition {@code Stalled} where it is true, as Flux's controllers set it. */
  public static Optional<Condition> byController(GenericKubernetesResource object) {
    return Condition.of(object, "Stalled").filter(Condition::isTrue);
  }

  /** Returns the condition where the controller, or Kubernetes for a workload, has given up. */
  public static Optional<Condition> of(GenericKubernetesResource object) {
    return Condition.of(object).stream()
        .filter(
            condition ->
                (condition.type().equals("Stalled") && condition.isTrue())
                    || (condition.type().equals("ReplicaFailure") && condition.isTrue())
                    || condition.reason().equals("ProgressDeadlineExceeded"))
        .findFirst();
  }
}

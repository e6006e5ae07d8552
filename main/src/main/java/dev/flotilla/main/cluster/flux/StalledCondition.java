package dev.flotilla.main.cluster.flux;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** The condition of an object that will not get ready by itself: it must be changed first. */
public final class StalledCondition {
  private StalledCondition() {}

  /** Returns it where the object's controller says so, as those of Flux do. */
  public static Optional<Condition> byController(GenericKubernetesResource object) {
    return Condition.of(object, "Stalled").filter(Condition::isTrue);
  }

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

package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** The condition of an object that will not get ready by itself: it has to be changed first. */
final class Stalled {
  private Stalled() {}

  /** Returns it where the object's controller says so, as those of Flux do. */
  static Optional<Condition> byController(GenericKubernetesResource object) {
    return Condition.of(object, "Stalled").filter(Condition::isTrue);
  }

  static Optional<Condition> of(GenericKubernetesResource object) {
    return Condition.of(object).stream()
        .filter(
            condition ->
                (condition.type().equals("Stalled") && condition.isTrue())
                    || (condition.type().equals("ReplicaFailure") && condition.isTrue())
                    || condition.reason().equals("ProgressDeadlineExceeded"))
        .findFirst();
  }
}

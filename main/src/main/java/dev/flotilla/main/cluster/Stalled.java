package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** The condition of an object that will not get ready by itself: it has to be changed first. */
final class Stalled {
  private Stalled() {}

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

package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.Condition;
import dev.flotilla.main.cluster.flux.Obstacle;
import dev.flotilla.main.cluster.flux.StalledCondition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why an object that Flux waits for, and that is not of Flux itself, is not ready: by its kind, and
 * by its conditions, which are read as kstatus reads them.
 *
 * @param what how it is, or empty
 * @param why what a condition says of it, or empty
 * @param isProblem whether something is wrong with it
 * @param isFinal whether it stays so until something is changed
 * @see <a href="https://github.com/kubernetes-sigs/cli-utils/tree/master/pkg/kstatus">kstatus</a>
 */
record LeafStatus(String what, String why, boolean isProblem, boolean isFinal) {
  /** Returns whether an object of this kind may be not ready. */
  static boolean isIn(ObjectId id) {
    return Workload.isOne(id) || isPodOrClaim(id) || id.isCustom();
  }

  /** Returns whether it is of a kind of which a cluster has too many objects to list all. */
  static boolean isPodOrClaim(ObjectId id) {
    return id.group().isEmpty()
        && (id.kind().equals("Pod") || id.kind().equals("PersistentVolumeClaim"));
  }

  /** Returns nothing for one that is ready. */
  static Optional<LeafStatus> of(ObjectId id, GenericKubernetesResource object) {
    if (object.getMetadata().getDeletionTimestamp() != null) {
      return Optional.of(waiting("being deleted"));
    }
    if (Workload.isOne(id)) {
      return Workload.status(id, object);
    }
    if (isPodOrClaim(id)) {
      return id.kind().equals("Pod") ? PodStatus.of(object) : claim(object);
    }
    return custom(object);
  }

  static LeafStatus waiting(String what) {
    return new LeafStatus(what, "", false, false);
  }

  static LeafStatus problem(String what, String why) {
    return new LeafStatus(what, why, true, false);
  }

  private static Optional<LeafStatus> claim(GenericKubernetesResource object) {
    return switch (text(object, "status", "phase")) {
      case "Bound" -> Optional.empty();
      case "Lost" -> Optional.of(problem("has lost its volume", ""));
      default -> Optional.of(waiting("not bound to a volume"));
    };
  }

  /** An object without such a condition is ready once it exists. */
  private static Optional<LeafStatus> custom(GenericKubernetesResource object) {
    Optional<Condition> stalled = StalledCondition.byController(object);
    if (stalled.isPresent()) {
      return Optional.of(new LeafStatus("", stalled.get().words(), true, true));
    }
    Optional<Condition> ready = Condition.of(object, "Ready");
    long observed = ready.map(Condition::observedGeneration).orElse(0L);
    @Nullable Long generation = object.getMetadata().getGeneration();
    if (observed > 0 && generation != null && observed < generation) {
      return Optional.of(waiting("not seen by its controller yet"));
    }
    return ready
        .filter(condition -> !condition.isTrue())
        .map(
            condition ->
                new LeafStatus("", condition.words(), condition.status().equals("False"), false));
  }

  static String text(GenericKubernetesResource object, Object... path) {
    @Nullable Object value = object.get(path);
    return value == null ? "" : value.toString();
  }

  /**
   * Returns it as what keeps {@code id} from being ready.
   *
   * @param newest the newest event, which says why where no condition does
   */
  Obstacle obstacle(ObjectId id, Supplier<Optional<ObjectEvent>> newest) {
    Optional<ObjectEvent> event = why.isEmpty() ? newest.get() : Optional.empty();
    String cause = event.map(last -> last.reason() + ": " + last.message()).orElse(why);
    boolean wrong = isProblem || event.filter(ObjectEvent::isWarning).isPresent();
    return new Obstacle(
        id.toString(),
        (wrong ? "" : "waiting: ") + what + (what.isEmpty() || cause.isEmpty() ? "" : ": ") + cause,
        !wrong,
        isFinal);
  }
}

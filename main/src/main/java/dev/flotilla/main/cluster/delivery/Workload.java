package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.Condition;
import dev.flotilla.main.cluster.flux.StalledCondition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs pods, and whether these are what it wants. */
final class Workload {
  private static final Set<String> REPLICATED = Set.of("Deployment", "StatefulSet", "DaemonSet");

  private final String kind;
  private final GenericKubernetesResource object;

  private Workload(String kind, GenericKubernetesResource object) {
    this.kind = kind;
    this.object = object;
  }

  static boolean isOne(ObjectId id) {
    return (id.group().equals("apps") && REPLICATED.contains(id.kind()))
        || (id.group().equals("batch") && id.kind().equals("Job"));
  }

  static Optional<LeafStatus> status(ObjectId id, GenericKubernetesResource object) {
    Workload workload = new Workload(id.kind(), object);
    return id.kind().equals("Job") ? workload.job() : workload.replicas();
  }

  /** A failed Job stays failed; one with a time to live is deleted by its controller instead. */
  private Optional<LeafStatus> job() {
    Optional<Condition> failed = Condition.of(object, "Failed").filter(Condition::isTrue);
    if (failed.isPresent()) {
      boolean stays = object.get("spec", "ttlSecondsAfterFinished") == null;
      return Optional.of(new LeafStatus("", failed.get().words(), true, stays));
    }
    return Condition.of(object, "Complete").filter(Condition::isTrue).isPresent()
        ? Optional.empty()
        : Optional.of(
            LeafStatus.waiting(
                "%d pods running, %d failed"
                    .formatted(number(0, "status", "active"), number(0, "status", "failed"))));
  }

  private Optional<LeafStatus> replicas() {
    String what = unready();
    // Progressing says more than Available where the quota or the image is what is wrong.
    Optional<Condition> why = StalledCondition.of(object);
    return what.isEmpty()
        ? Optional.empty()
        : Optional.of(
            why.map(condition -> LeafStatus.problem(what, condition.words()))
                .orElseGet(() -> LeafStatus.waiting(what)));
  }

  /** Returns how many replicas are not ready or not updated, or an empty text. */
  private String unready() {
    boolean isDaemon = kind.equals("DaemonSet");
    long wanted =
        isDaemon ? number(0, "status", "desiredNumberScheduled") : number(1, "spec", "replicas");
    long ready = number(0, "status", isDaemon ? "numberReady" : "readyReplicas");
    long updated = number(0, "status", isDaemon ? "updatedNumberScheduled" : "updatedReplicas");
    long old = kind.equals("Deployment") ? number(0, "status", "replicas") - updated : 0;
    if (number(Long.MAX_VALUE, "status", "observedGeneration")
        < object.getMetadata().getGeneration()) {
      return "not seen by its controller yet";
    }
    if (ready < wanted) {
      return ready + " of " + wanted + " pods ready";
    }
    if (updated < updatedWanted(wanted)) {
      return updated + " of " + updatedWanted(wanted) + " pods updated";
    }
    return old > 0 ? old + " old pods left" : "";
  }

  private long updatedWanted(long wanted) {
    boolean byHand = "OnDelete".equals(object.get("spec", "updateStrategy", "type"));
    return byHand ? 0 : wanted - number(0, "spec", "updateStrategy", "rollingUpdate", "partition");
  }

  private long number(long missing, Object... path) {
    @Nullable Object value = object.get(path);
    return value instanceof Number number ? number.longValue() : missing;
  }
}

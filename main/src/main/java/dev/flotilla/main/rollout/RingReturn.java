package dev.flotilla.main.rollout;

import dev.flotilla.main.report.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Returns rings to what they had before a rollout. */
final class RingReturn {
  private static final int LOOKS = 2;

  private final RolloutPorts ports;
  private final ConfirmedWrites registry;
  private final Consumer<String> progress;

  RingReturn(RolloutPorts ports, ConfirmedWrites registry, Consumer<String> progress) {
    this.ports = ports;
    this.registry = registry;
    this.progress = progress;
  }

  /**
   * Returns the rings that are at a release, the first one last, and looks again once whoever was
   * about to move one has done so. One that cannot be returned does not hold up the others.
   */
  void takeBack(RolloutPlan plan) {
    Map<Integer, String> problems = new TreeMap<>();
    for (int look = 0; look < LOOKS; look++) {
      problems.clear();
      for (int i = plan.rings().size() - 1; i >= 0; i--) {
        int place = i;
        takeBack(plan.rings().get(i), plan.digest())
            .ifPresent(problem -> problems.put(place, problem));
      }
      registry.awaitLag();
    }
    Collection<String> all = problems.values();
    if (!all.isEmpty()) {
      throw new Failure(List.copyOf(all));
    }
  }

  /** Returns why a ring that is at a release could not be returned, if it could not. */
  Optional<String> takeBack(RolloutRing ring, String digest) {
    String before = ring.before();
    if (before.equals(digest) || !ports.tags().at(ring.tag()).equals(digest)) {
      return Optional.empty();
    }
    if (before.isEmpty()) {
      progress.accept("ring '%s': had nothing before, it stays where it is".formatted(ring.name()));
      return Optional.empty();
    }
    Optional<String> refusal = ports.tags().refusal(before, ring);
    if (refusal.isPresent()) {
      return Optional.of(
          "ring '%s' must get back what its clusters accept, got '%s', which they would refuse: %s; the ring stays where it is, roll out a release that is signed as they demand"
              .formatted(ring.name(), before, refusal.get()));
    }
    try {
      registry.move(ring, before, digest);
    } catch (Failure failure) {
      return Optional.of(failure.getMessage());
    }
    progress.accept("ring '%s': '%s' is back at %s".formatted(ring.name(), ring.tag(), before));
    ports.clusters().fetch(ring.name());
    return Optional.empty();
  }
}

package dev.flotilla.main.rollout;

import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Watches a ring whose clusters were changed by something else than its tag, as by a deploy. */
public final class RingBake {
  private RingBake() {}

  /**
   * Returns how a ring is once its clusters have passed the gates, or no longer can.
   *
   * @param observe returns how its clusters are, each at no digest
   * @param progress gets how the ring is, each time
   */
  public static RingTally watch(
      RolloutGates gates,
      RolloutClock clock,
      Supplier<SortedMap<String, ClusterObservation>> observe,
      Consumer<RingTally> progress) {
    RingWatch watch = new RingWatch("", gates, clock.now());
    while (true) {
      RingTally tally = watch.see(clock.now(), observe.get());
      progress.accept(tally);
      if (tally.isOver()) {
        return tally;
      }
      clock.pause(Rollout.MAX_POLL_INTERVAL);
    }
  }
}

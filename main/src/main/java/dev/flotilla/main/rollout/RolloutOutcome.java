package dev.flotilla.main.rollout;

import dev.flotilla.fleet.environment.RingName;
import java.util.Optional;

/**
 * How a run of a rollout has ended.
 *
 * @param ring the last ring that it has looked at; empty if there was nothing to do
 * @param clusters those of that ring
 * @param hold why that ring must wait, if it must
 */
public record RolloutOutcome(
    RolloutRecord record, Optional<RingName> ring, RingTally clusters, Optional<String> hold) {
  /** Returns whether the clusters of a ring have stopped it. */
  public boolean isStopped() {
    return clusters.isOver() && !clusters.hasPassed();
  }
}

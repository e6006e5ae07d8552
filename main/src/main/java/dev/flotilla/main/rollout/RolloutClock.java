package dev.flotilla.main.rollout;

import java.time.Duration;
import java.time.Instant;

/** The time, and how it passes. */
public interface RolloutClock {
  /** Returns the time. */
  Instant now();

  /** Returns after a while. */
  void pause(Duration duration);
}

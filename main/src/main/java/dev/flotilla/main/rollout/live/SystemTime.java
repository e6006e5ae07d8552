package dev.flotilla.main.rollout.live;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.RolloutClock;
import java.time.Duration;
import java.time.Instant;

/** The machine's clock. */
public final class SystemTime implements RolloutClock {
  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }
}

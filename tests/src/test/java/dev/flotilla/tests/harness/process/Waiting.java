package dev.flotilla.tests.harness.process;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How tests wait: for a condition, and long enough for a busy machine. */
public final class Waiting {
  private Waiting() {}

  /** For what can be seen without starting a program. */
  public static ConditionFactory await() {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofMinutes(2));
  }

  /**
   * For what a program says: each start of one takes longer than what it waits for, if that has all
   * of the machine.
   */
  public static ConditionFactory awaitProgram() {
    return await().pollInterval(Duration.ofSeconds(1));
  }
}

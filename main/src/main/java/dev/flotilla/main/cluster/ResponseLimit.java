package dev.flotilla.main.cluster;

import java.time.Duration;

/**
 * How long a cluster may take for each answer.
 *
 * @param answered is run at each sign of life: a login that is there, an answer
 */
public record ResponseLimit(Duration limit, Runnable answered) {
  /** The limit where none is given. */
  static final ResponseLimit DEFAULT = new ResponseLimit(Duration.ofSeconds(10), () -> {});

  int millis() {
    return (int) Math.min(limit.toMillis(), Integer.MAX_VALUE);
  }
}

package dev.flotilla.fleet.kubernetes;

import java.time.Duration;

/** Durations as Kubernetes objects spell them. */
public final class Durations {
  /** The type that Flux reads durations into cannot hold three centuries. */
  private static final Duration MAX_DURATION = Duration.ofDays(365L * 100);

  private Durations() {}

  /** Refuses a duration below one second or with a fraction of one. */
  public static void check(String what, Duration duration) {
    if (duration.toSeconds() < 1 || duration.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          what + " must be whole seconds, at least 1 s, got '" + duration + "'");
    }
    if (duration.compareTo(MAX_DURATION) > 0) {
      throw new IllegalArgumentException(
          what + " must be at most " + format(MAX_DURATION) + ", got '" + duration + "'");
    }
  }

  /** Returns for example {@code 45s}, {@code 10m} or {@code 1h}. */
  public static String format(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}

package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.kubernetes.Durations;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * How often an artifact is looked for and applied.
 *
 * <p>Rejected: fractions of a second, and a retry interval that is longer than the interval.
 *
 * @param source how often the registry is checked for a newer one
 * @param interval how often the cluster is compared with it
 * @param retryInterval how long after a failure it is applied anew
 * @param timeout how long it may take until all of it is Ready
 */
@RecordBuilder
public record Reconciliation(
    Duration source, Duration interval, Duration retryInterval, Duration timeout) {
  /** Every 5 minutes, 30 minutes, 5 minutes after a failure, within 5 minutes. */
  public static final Reconciliation DEFAULT =
      new Reconciliation(
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5));

  public Reconciliation {
    Durations.check("the interval of a source", source);
    Durations.check("the interval of a reconciliation", interval);
    Durations.check("the retry interval of a reconciliation", retryInterval);
    Durations.check("the timeout of a reconciliation", timeout);
    if (retryInterval.compareTo(interval) > 0) {
      throw new IllegalArgumentException(
          "a retry interval must not exceed the interval, got '"
              + Durations.format(retryInterval)
              + "' above '"
              + Durations.format(interval)
              + "'; shorten it");
    }
  }

  /** Returns this reconciliation with another interval of the source. */
  public Reconciliation withSource(Duration value) {
    return ReconciliationFields.from(this).source(value).build();
  }

  /** Returns this reconciliation with other intervals. */
  public Reconciliation withInterval(Duration value, Duration retry) {
    return ReconciliationFields.from(this).interval(value).retryInterval(retry).build();
  }

  /** Returns this reconciliation with another timeout. */
  public Reconciliation withTimeout(Duration value) {
    return ReconciliationFields.from(this).timeout(value).build();
  }
}

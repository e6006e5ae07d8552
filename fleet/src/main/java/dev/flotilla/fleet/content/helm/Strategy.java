package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What to do after a failed action, and its timeout: shared by Install and Upgrade. */
final class Strategy {
  private Strategy() {}

  static Map<String, Object> none() {
    return Ordered.map();
  }

  static Map<String, Object> retries(String action, int retries) {
    if (retries < 0) {
      throw new IllegalArgumentException(
          "the retries of an %s must be at least 0, got '%d'; retryOnFailure retries without end"
              .formatted(action, retries));
    }
    return Ordered.map("remediation", Ordered.map("retries", retries));
  }

  static Map<String, Object> retryOnFailure(Optional<Duration> interval) {
    Map<String, Object> strategy = Ordered.map("name", "RetryOnFailure");
    interval.ifPresent(
        value -> {
          Durations.check("the retry interval of a release", value);
          strategy.put("retryInterval", Durations.format(value));
        });
    return Ordered.map("strategy", strategy);
  }

  static Map<String, Object> toSpec(Map<String, Object> strategy, Optional<Duration> timeout) {
    Map<String, Object> spec = Ordered.map();
    timeout.ifPresent(value -> spec.put("timeout", Durations.format(value)));
    spec.putAll(strategy);
    return spec;
  }
}

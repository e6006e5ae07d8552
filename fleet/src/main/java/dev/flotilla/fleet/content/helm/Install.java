package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a release is installed.
 *
 * <p>Rejected: negative retries, fractions of a second.
 *
 * @param strategy what to do after a failure, as fields of {@code spec.install}
 * @param timeout how long an install may take; empty means the timeout of the release
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/#install-configuration">install
 *     configuration</a>
 */
public record Install(Map<String, Object> strategy, Optional<Duration> timeout) {
  public Install {
    strategy = Ordered.copyOfMap(strategy);
    timeout.ifPresent(value -> Durations.check("the timeout of an install", value));
  }

  /** Returns Flux's default: a failed install is not retried. */
  public static Install defaults() {
    return new Install(Strategy.none(), Optional.empty());
  }

  /** Returns an install that uninstalls after a failure and tries again, {@code retries} times. */
  public static Install retries(int retries) {
    return new Install(Strategy.retries("install", retries), Optional.empty());
  }

  /** Returns an install that keeps what is there and tries again every 5 minutes, without end. */
  public static Install retryOnFailure() {
    return new Install(Strategy.retryOnFailure(Optional.empty()), Optional.empty());
  }

  /** Returns an install that keeps what is there and tries again at this interval, without end. */
  public static Install retryOnFailure(Duration interval) {
    return new Install(Strategy.retryOnFailure(Optional.of(interval)), Optional.empty());
  }

  /** Returns this install with another timeout than the release's. */
  public Install withTimeout(Duration value) {
    return new Install(strategy, Optional.of(value));
  }

  Map<String, Object> toSpec() {
    return Strategy.toSpec(strategy, timeout);
  }
}

package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a release is upgraded.
 *
 * <p>Rejected: negative retries, fractions of a second, {@link #rollback} or {@link #uninstall}
 * without retries.
 *
 * @param strategy what to do after a failure, as fields of {@code spec.upgrade}
 * @param timeout how long an upgrade may take; empty means the timeout of the release
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/#upgrade-configuration">upgrade
 *     configuration</a>
 */
public record Upgrade(Map<String, Object> strategy, Optional<Duration> timeout) {
  private static final String REMEDIATION = "remediation";

  public Upgrade {
    strategy = Ordered.copyOfMap(strategy);
    timeout.ifPresent(value -> Durations.check("the timeout of an upgrade", value));
  }

  /** Returns Flux's default: a failed upgrade is left as it is. */
  public static Upgrade defaults() {
    return new Upgrade(Strategy.none(), Optional.empty());
  }

  /** Returns an upgrade that rolls back after a failure and tries again, {@code retries} times. */
  public static Upgrade retries(int retries) {
    return new Upgrade(Strategy.retries("upgrade", retries), Optional.empty());
  }

  /** Returns an upgrade that keeps what is there and tries again every 5 minutes, without end. */
  public static Upgrade retryOnFailure() {
    return new Upgrade(Strategy.retryOnFailure(Optional.empty()), Optional.empty());
  }

  /** Returns an upgrade that keeps what is there and tries again at this interval, without end. */
  public static Upgrade retryOnFailure(Duration interval) {
    return new Upgrade(Strategy.retryOnFailure(Optional.of(interval)), Optional.empty());
  }

  /** Returns this upgrade, which rolls back after its last failure too. */
  public Upgrade rollback() {
    return remediated("rollback");
  }

  /** Returns this upgrade, which uninstalls the release after each failure, the last included. */
  public Upgrade uninstall() {
    return remediated("uninstall");
  }

  private Upgrade remediated(String remedy) {
    if (!(strategy.get(REMEDIATION) instanceof Map<?, ?> remediation)) {
      throw new IllegalArgumentException(
          "an upgrade must have retries before its strategy '%s', got none; begin with Upgrade.retries"
              .formatted(remedy));
    }
    Map<String, Object> more = new LinkedHashMap<>(Ordered.copyOfMap(remediation));
    more.put("strategy", remedy);
    more.put("remediateLastFailure", true);
    return new Upgrade(Ordered.map(REMEDIATION, more), timeout);
  }

  /** Returns this upgrade with another timeout than the release's. */
  public Upgrade withTimeout(Duration value) {
    return new Upgrade(strategy, Optional.of(value));
  }

  Map<String, Object> toSpec() {
    return Strategy.toSpec(strategy, timeout);
  }
}

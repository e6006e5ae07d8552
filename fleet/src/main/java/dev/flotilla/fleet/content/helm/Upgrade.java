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
 * @param strategy what follows a failed upgrade, as the fields of {@code spec.upgrade}
 * @param timeout how long it may take; empty means the timeout of the release
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/#upgrade-configuration">upgrade
 *     configuration</a>
 */
public record Upgrade(Map<String, Object> strategy, Optional<Duration> timeout) {
  private static final String REMEDIATION = "remediation";

  public Upgrade {
    strategy = Ordered.copyOfMap(strategy);
    timeout.ifPresent(value -> Durations.check("the timeout of an upgrade", value));
  }

  /** Returns Flux's own: one that fails stays as it is. */
  public static Upgrade defaults() {
    return new Upgrade(Strategy.none(), Optional.empty());
  }

  /** Returns: one that fails is rolled back and tried again, at most so many times. */
  public static Upgrade retries(int retries) {
    return new Upgrade(Strategy.retries("upgrade", retries), Optional.empty());
  }

  /** Returns: one that fails is tried again every 5 minutes, over what is there, without end. */
  public static Upgrade retryOnFailure() {
    return new Upgrade(Strategy.retryOnFailure(Optional.empty()), Optional.empty());
  }

  /** Returns: one that fails is tried again at an interval, over what is there, without end. */
  public static Upgrade retryOnFailure(Duration interval) {
    return new Upgrade(Strategy.retryOnFailure(Optional.of(interval)), Optional.empty());
  }

  /** Returns this upgrade, after whose last failure too the version before is there again. */
  public Upgrade rollback() {
    return remediated("rollback");
  }

  /** Returns this upgrade, after a failure of which the release is uninstalled, also the last. */
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

  /** Returns this upgrade with a timeout of its own. */
  public Upgrade withTimeout(Duration value) {
    return new Upgrade(strategy, Optional.of(value));
  }

  Map<String, Object> toSpec() {
    return Strategy.toSpec(strategy, timeout);
  }
}

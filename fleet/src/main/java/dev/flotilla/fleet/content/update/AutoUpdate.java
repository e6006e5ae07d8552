package dev.flotilla.fleet.content.update;

import dev.flotilla.fleet.content.internal.VersionSyntax;
import dev.flotilla.fleet.kubernetes.Durations;
import java.time.Duration;

/**
 * Which versions come by themselves.
 *
 * <p>Rejected: what is no range of versions, an interval below one second or with a fraction of
 * one.
 *
 * @param range such as {@code 1.x} or {@code >=1.2.0 <2.0.0}
 * @param interval how often Flux looks for new ones in the registry
 */
public record AutoUpdate(String range, Duration interval) {
  public AutoUpdate {
    VersionSyntax.requireRange(range);
    Durations.check("the interval of an update", interval);
  }
}

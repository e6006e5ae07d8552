package dev.flotilla.main.versions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.flotilla.fleet.environment.RingName;
import java.util.List;
import java.util.Optional;

/**
 * Which version of an artifact a cluster runs; a text is empty if it is not known or not there.
 *
 * @param artifact the component's or tenant's name, or {@code fleet}
 * @param ring the ring that the cluster is in
 * @param runs the Git revision of what the cluster runs
 * @param digest of what it runs
 * @param channel the tag that it follows
 * @param published the revision that the channel is at
 * @param notPromoted the newest revision that is published and newer than the channel's
 * @param behind the environments whose channel is at something newer than what it runs, its own
 *     first
 * @param message why something is not known, or not there
 * @param isUnknown whether the registry did not say it
 */
public record ArtifactVersion(
    String artifact,
    String environment,
    Optional<RingName> ring,
    String cluster,
    String runs,
    String digest,
    String channel,
    String published,
    String notPromoted,
    List<Behind> behind,
    String message,
    @JsonIgnore boolean isUnknown) {
  /**
   * Something newer in an environment.
   *
   * @param revision what the channel of the environment is at
   * @param seconds how much later that was committed
   */
  public record Behind(String environment, String revision, long seconds) {}

  public ArtifactVersion {
    behind = List.copyOf(behind);
  }

  /** Returns whether there is something that the cluster does not run yet. */
  public boolean isOutdated() {
    return !behind.isEmpty() || !notPromoted.isEmpty();
  }
}

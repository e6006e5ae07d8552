package dev.flotilla.main.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the registry knows of a rollout besides the tags of its rings.
 *
 * @param begun when it was begun
 */
public record RolloutRecord(RolloutPlan plan, Instant begun, RolloutState state) {
  /** Returns whether both are of one rollout, whatever the state of each. */
  boolean isSameRollout(RolloutRecord other) {
    return begun.equals(other.begun)
        && plan.by().equals(other.plan.by())
        && plan.digest().equals(other.plan.digest());
  }

  /** Returns whether it promotes the same artifact through the same rings. */
  boolean isFor(RolloutPlan wanted) {
    return plan.digest().equals(wanted.digest()) && names(plan).equals(names(wanted));
  }

  private static List<String> names(RolloutPlan plan) {
    return plan.rings().stream().map(ring -> ring.name() + ":" + ring.tag()).toList();
  }

  /**
   * Returns why the tag of a ring is not where this rollout has left it, if it is the last one.
   *
   * @param digest what the tag is at
   */
  public Optional<String> displaced(String tag, String digest) {
    return plan.rings().stream()
        .filter(ring -> ring.tag().equals(tag))
        .filter(ring -> !expected(ring).contains(digest))
        .findFirst()
        .map(
            ring ->
                "ring '%s' must be where its last rollout has left it, that of '%s', which %s, got '%s'; find out who has moved tag '%s', then roll out again, or take it back with 'flotilla rollout back'"
                    .formatted(ring.name(), plan.version(), state, digest, tag));
  }

  private List<String> expected(RolloutRing ring) {
    return switch (state) {
      case COMPLETED -> List.of(plan.digest());
      case RETURNED -> List.of(ring.before().isEmpty() ? plan.digest() : ring.before());
      case RUNNING, ABORTED, RETURNING -> List.of(plan.digest(), ring.before());
    };
  }

  /** Returns whether nobody has ended it. */
  boolean isRunning() {
    return state == RolloutState.RUNNING;
  }

  /** Returns whether its rings go back to what they had. */
  boolean isTakenBack() {
    return state == RolloutState.RETURNING || state == RolloutState.RETURNED;
  }

  /** Returns whether running it again continues it. */
  boolean isResumable() {
    return isRunning() || state == RolloutState.ABORTED;
  }

  /** Returns this record in another state. */
  RolloutRecord in(RolloutState other) {
    return new RolloutRecord(plan, begun, other);
  }

  /** Returns this record behind the gates of whoever resumes it. */
  RolloutRecord resumed(RolloutGates gates) {
    return new RolloutRecord(plan.behind(gates), begun, RolloutState.RUNNING);
  }
}

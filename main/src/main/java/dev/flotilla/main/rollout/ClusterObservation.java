package dev.flotilla.main.rollout;

/**
 * What a cluster reports of one artifact.
 *
 * @param digest what it has fetched and applied; empty if nothing, or unknown
 * @param generation of what it should be
 * @param observedGeneration of what its health is about
 * @param message why it is not Ready, or empty
 */
public record ClusterObservation(
    String digest, long generation, long observedGeneration, Health health, String message) {
  /** What it says about itself. */
  public enum Health {
    READY,
    PROGRESSING,
    FAILED,
    UNREACHABLE,
    /** Nothing of the artifact runs there yet, so that a release can break nothing. */
    ABSENT
  }

  /** Returns that of a cluster that has not answered. */
  public static ClusterObservation unreachable(String message) {
    return new ClusterObservation("", 0, 0, Health.UNREACHABLE, message);
  }

  /** Returns whether its health is {@code wanted}, about this digest and the last generation. */
  boolean is(Health wanted, String at) {
    return health == wanted && digest.equals(at) && observedGeneration == generation;
  }
}

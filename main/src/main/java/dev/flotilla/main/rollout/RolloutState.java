package dev.flotilla.main.rollout;

/** How far a rollout is. */
public enum RolloutState {
  /** It was begun, and has not reached the last ring. */
  RUNNING("is under way"),
  /** Every ring has got it. */
  COMPLETED("is completed"),
  /** It was ended before the last ring; the rings are where they were then. */
  ABORTED("was aborted"),
  /** Its rings are being returned to what they had. */
  RETURNING("is being taken back"),
  /** Its rings were returned to what they had. */
  RETURNED("was taken back");

  private final String text;

  RolloutState(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}

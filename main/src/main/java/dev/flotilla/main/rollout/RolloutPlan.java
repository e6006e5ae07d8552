package dev.flotilla.main.rollout;

import java.util.List;

/**
 * What is to be rolled out.
 *
 * @param version as people call it
 * @param digest what the tags are to point to
 * @param rings in their order; what their tags are at is not looked up yet
 * @param by who begins it
 */
public record RolloutPlan(
    String version, String digest, List<RolloutRing> rings, RolloutGates gates, String by) {
  public RolloutPlan {
    rings = List.copyOf(rings);
  }

  /** Returns this plan with what the tags of its rings are at. */
  RolloutPlan withRings(List<RolloutRing> others) {
    return new RolloutPlan(version, digest, others, gates, by);
  }

  /** Returns this plan with other gates. */
  RolloutPlan behind(RolloutGates others) {
    return new RolloutPlan(version, digest, rings, others, by);
  }
}

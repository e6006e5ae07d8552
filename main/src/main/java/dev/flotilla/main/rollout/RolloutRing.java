package dev.flotilla.main.rollout;

import dev.flotilla.fleet.environment.RingName;

/**
 * A ring of a rollout.
 *
 * @param tag what its clusters follow
 * @param before the digest that its tag was at when the rollout began; empty if there was no tag
 */
public record RolloutRing(RingName name, String tag, String before) {}

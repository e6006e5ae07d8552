package dev.flotilla.main.rollout;

/**
 * A ring of a rollout.
 *
 * @param tag what its clusters follow
 * @param before the digest that its tag was at when the rollout began; empty if there was no tag
 */
public record RolloutRing(String name, String tag, String before) {}

package dev.flotilla.main.rollout;

/** All that a rollout reaches outside. */
public record RolloutPorts(
    RingTags tags,
    RolloutJournal journal,
    RingClusters clusters,
    RolloutGate gate,
    RolloutClock clock) {}

package dev.flotilla.main.rollout;

import java.time.Duration;

/**
 * What a ring must show before the next one gets the release.
 *
 * @param minReady how many of its clusters, in percent, must be Ready
 * @param errorBudget how many of its clusters may fail, flap or be unreachable
 * @param bake how long the clusters must stay Ready
 * @param timeout how long a ring may take until enough of its clusters are Ready
 * @param grace how long a cluster may fail or be unreachable until it counts: Flux tries again what
 *     has failed
 */
public record RolloutGates(
    int minReady, int errorBudget, Duration bake, Duration timeout, Duration grace) {
  public RolloutGates {
    if (minReady < 1 || minReady > 100) {
      throw new IllegalArgumentException(
          "the share of clusters that must be Ready must be between 1 and 100 percent, got '%d'"
              .formatted(minReady));
    }
    if (errorBudget < 0) {
      throw new IllegalArgumentException(
          "the error budget of a ring must be at least 0 clusters, got '%d'"
              .formatted(errorBudget));
    }
  }

  /** Returns whether a ring passes only if all its clusters are Ready, and at once. */
  public boolean isEveryCluster() {
    return minReady == 100 && errorBudget == 0 && bake.isZero();
  }

  /** Returns whether so many clusters of a ring are enough. */
  boolean isEnough(int ready, int all) {
    return ready * 100L >= (long) minReady * all;
  }
}

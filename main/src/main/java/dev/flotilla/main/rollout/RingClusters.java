package dev.flotilla.main.rollout;

import dev.flotilla.fleet.environment.RingName;
import java.util.SortedMap;

/** The clusters of a fleet, by the rings that they are in. */
public interface RingClusters {
  /** Asks the clusters of a ring to fetch now. One that does not answer fetches at its interval. */
  void fetch(RingName ring);

  /** Returns how each cluster of a ring is, by its name. */
  SortedMap<String, ClusterObservation> observe(RingName ring);
}

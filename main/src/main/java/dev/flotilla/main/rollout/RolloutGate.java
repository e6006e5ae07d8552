package dev.flotilla.main.rollout;

import java.util.Optional;

/** Who decides, besides the clusters, whether a ring may get a release. */
public interface RolloutGate {
  /** Returns why a ring must wait, if it must. */
  Optional<String> hold(RolloutRing ring);
}

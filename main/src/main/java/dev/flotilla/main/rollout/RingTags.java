package dev.flotilla.main.rollout;

import java.time.Duration;
import java.util.Optional;

/** The tags of one artifact in its registry, which any other process may move as well. */
public interface RingTags {
  /** Returns the digest that a tag points to; empty if there is no such tag. */
  String at(String tag);

  /** Points a tag to what is in the registry, wherever it pointed to before. */
  void point(String tag, String digest);

  /** Returns for how long an answer may be what was there before. */
  Duration lag();

  /** Returns why the clusters of a ring would refuse an artifact, if they would. */
  Optional<String> refusal(String digest, RolloutRing ring);
}

package dev.flotilla.main.review.danger;

import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;

/** A rule by which the change of one object is dangerous. */
interface DangerRule {
  /** Takes what the rule has found about the object. */
  interface Finding {
    void add(DangerKind kind, String message);
  }

  /** Looks at an object that differs. */
  void check(ObjectPair pair, ClusterPair cluster, Finding finding);
}

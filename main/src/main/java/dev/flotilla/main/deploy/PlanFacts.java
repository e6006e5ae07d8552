package dev.flotilla.main.deploy;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.ownership.Ownership;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.PlanInputs;
import dev.flotilla.main.opentofu.state.StateVersion;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.review.bundle.FolderDigests;
import dev.flotilla.main.review.bundle.StackFacts;

/** Finds what the plan of a cluster depends on, before it is written and before it is applied. */
public final class PlanFacts {
  private PlanFacts() {}

  /**
   * Returns it.
   *
   * @param uid of the live cluster; empty if it was not reached
   */
  public static StackFacts of(
      Cluster cluster, OpenTofuStack stack, String uid, Ownership ownership) {
    PlanInputs inputs = stack.planInputs();
    StateVersion state = stack.stateVersion();
    return new StackFacts(
        cluster.name(),
        uid,
        FolderDigests.ofAll(inputs.folder(), PlanInputs::isConfiguration),
        Digest.of(inputs.lock()),
        inputs.variables(),
        state.lineage(),
        state.serial(),
        ownership.resources());
  }
}

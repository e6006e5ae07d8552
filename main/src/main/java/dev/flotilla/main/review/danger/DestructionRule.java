package dev.flotilla.main.review.danger;

import dev.flotilla.main.opentofu.PlannedChange;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import java.util.List;

/** OpenTofu destroys a resource, for good or to create another in its place. */
public final class DestructionRule {
  private DestructionRule() {}

  /** Returns a danger for each resource that the plan of a cluster destroys. */
  public static List<Danger> of(String cluster, List<PlannedChange> changes) {
    return changes.stream()
        .filter(PlannedChange::isDestroyed)
        .map(
            change ->
                new Danger(
                    DangerKind.DESTROYED,
                    change.address(),
                    change.isReplaced() ? "is destroyed and created anew" : "is destroyed",
                    List.of(cluster)))
        .toList();
  }
}

package dev.flotilla.main.review.print;

import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.UnchangedStack;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** The stacks that were not planned, in words. */
final class UnchangedText {
  private UnchangedText() {}

  /** Returns which they are, and why; empty if all stacks were planned. */
  static Optional<String> of(ChangeSet set) {
    Optional<Instant> oldest =
        set.unchanged().stream().map(UnchangedStack::since).min(Comparator.naturalOrder());
    return oldest.map(
        since ->
            "stack of %s: nothing has changed since its last plan, which had no changes (%s%s); --refresh plans it, and shows what was changed on the cluster itself"
                .formatted(
                    ClusterText.of(set.unchanged().stream().map(UnchangedStack::cluster).toList()),
                    set.unchanged().size() == 1 ? "" : "the oldest of ",
                    since));
  }
}

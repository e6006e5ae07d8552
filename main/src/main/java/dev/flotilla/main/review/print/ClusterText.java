package dev.flotilla.main.review.print;

import java.util.List;

/** Clusters in a line. */
final class ClusterText {
  private static final int SHOWN = 3;

  private ClusterText() {}

  /** Returns for example {@code staging, prod-eu and 28 more}. */
  static String of(List<String> clusters) {
    return clusters.size() <= SHOWN
        ? String.join(", ", clusters)
        : "%s and %d more"
            .formatted(
                String.join(", ", clusters.subList(0, SHOWN - 1)), clusters.size() - SHOWN + 1);
  }
}

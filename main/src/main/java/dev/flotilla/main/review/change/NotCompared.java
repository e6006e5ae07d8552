package dev.flotilla.main.review.change;

import java.util.List;

/**
 * Something of which nobody can say whether it changes.
 *
 * @param subject the plane, for example {@code fleet artifact}
 * @param reason why, and what to do
 * @param clusters those that it concerns, in the order of the fleet
 * @param isError whether it should have been possible
 */
public record NotCompared(String subject, String reason, List<String> clusters, boolean isError) {
  public NotCompared {
    clusters = List.copyOf(clusters);
  }
}

package dev.flotilla.main.review.change;

import java.util.List;

/**
 * A change that deserves a second look, on all clusters that have it.
 *
 * @param subject the object, resource or environment
 * @param message what happens to it, after its name
 * @param clusters in the order of the fleet
 */
public record Danger(DangerKind kind, String subject, String message, List<String> clusters) {
  public Danger {
    clusters = List.copyOf(clusters);
  }

  /** Returns the same danger on those clusters. */
  public Danger on(List<String> others) {
    return new Danger(kind, subject, message, others);
  }
}

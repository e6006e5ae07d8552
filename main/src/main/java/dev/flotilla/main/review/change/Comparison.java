package dev.flotilla.main.review.change;

/**
 * What was compared with what.
 *
 * @param subject for example {@code fleet artifact}
 * @param reference for people, for example an artifact with its digest
 */
public record Comparison(String subject, String reference) {
  @Override
  public String toString() {
    return subject + " compared with " + reference;
  }
}

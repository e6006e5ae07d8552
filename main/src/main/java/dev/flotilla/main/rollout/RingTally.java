package dev.flotilla.main.rollout;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the clusters of a ring are, and what follows from it.
 *
 * @param all how many clusters it has
 * @param ready how many are Ready at the release
 * @param errors why a cluster counts as an error, by its name
 * @param waiting why another one is not Ready, by its name
 * @param absent those that do not count, because they run nothing of the artifact yet
 */
public record RingTally(
    Verdict verdict,
    int all,
    int ready,
    SortedMap<String, String> errors,
    SortedMap<String, String> waiting,
    SortedSet<String> absent) {
  /** What follows for the ring. */
  public enum Verdict {
    /** Too few clusters are Ready yet. */
    WAITING,
    /** Enough are Ready; they must stay so. */
    BAKING,
    /** The next ring may get the release. */
    PASSED,
    /** More clusters count as errors than the budget allows. */
    OVER_BUDGET,
    /** Too few became Ready in time. */
    TOO_LATE
  }

  public RingTally {
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    waiting = Collections.unmodifiableSortedMap(new TreeMap<>(waiting));
    absent = Collections.unmodifiableSortedSet(new TreeSet<>(absent));
  }

  /** Returns that of a ring without a cluster that counts, which a release passes. */
  static RingTally empty(SortedSet<String> absent) {
    return new RingTally(Verdict.PASSED, 0, 0, new TreeMap<>(), new TreeMap<>(), absent);
  }

  /** Returns whether the next ring may begin. */
  public boolean hasPassed() {
    return verdict == Verdict.PASSED;
  }

  /** Returns whether nothing will change the verdict. */
  boolean isOver() {
    return verdict != Verdict.WAITING && verdict != Verdict.BAKING;
  }

  @Override
  public String toString() {
    String counted = "%d of %d clusters Ready".formatted(ready, all);
    String failed = errors.isEmpty() ? "" : ", failed: " + String.join(", ", errors.keySet());
    String others = absent.isEmpty() ? "" : ", not running it yet: " + String.join(", ", absent);
    return counted + failed + others;
  }
}

package dev.flotilla.main.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what a mistyped name was meant to be. */
public final class Suggestion {
  /** More changed letters than this, and it is another name. */
  private static final int MOST_EDITS = 2;

  private Suggestion() {}

  /** Returns the name nearest to {@code typed}, if any is near. */
  public static Optional<String> nearest(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> edits(typed, name) <= Math.min(MOST_EDITS, name.length() - 1))
        .min(Comparator.comparingInt(name -> edits(typed, name)));
  }

  /** The Levenshtein distance. */
  private static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced =
            previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}

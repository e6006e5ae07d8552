package dev.flotilla.fleet.kubernetes;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what a mistyped name was meant to be. */
public final class Suggestion {
  /** More changed letters than this, and it is another name. */
  private static final int MAX_EDITS = 2;

  private Suggestion() {}

  /** Returns the name nearest to {@code typed}, if any is near. */
  public static Optional<String> nearest(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> edits(typed, name) <= Math.min(MAX_EDITS, name.length() - 1))
        .min(Comparator.comparingInt(name -> edits(typed, name)));
  }

  /**
   * Returns the name that {@code typed} was meant to be if it is a slip of one letter; a name that
   * is longer is another one.
   */
  public static Optional<String> typo(String typed, Collection<String> names) {
    return names.contains(typed)
        ? Optional.empty()
        : names.stream()
            .filter(name -> !typed.startsWith(name) && edits(typed, name) == 1)
            .findFirst();
  }

  /** Returns a question for the nearest name; if none is near, {@code others} and all names. */
  public static String hint(String typed, Collection<String> names, String others) {
    return nearest(typed, names)
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(() -> others + (names.isEmpty() ? "none" : String.join(", ", names)));
  }

  /** Letters added, dropped, replaced, or swapped with their neighbour. */
  private static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        edits[row][column] = Math.max(row, column);
        if (row > 0 && column > 0) {
          int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
          int least = Math.min(edits[row - 1][column], edits[row][column - 1]) + 1;
          edits[row][column] = Math.min(least, edits[row - 1][column - 1] + replaced);
          if (row > 1 && column > 1 && isSwap(from, row, to, column)) {
            edits[row][column] = Math.min(edits[row][column], edits[row - 2][column - 2] + 1);
          }
        }
      }
    }
    return edits[from.length()][to.length()];
  }

  private static boolean isSwap(String from, int row, String to, int column) {
    return from.charAt(row - 1) == to.charAt(column - 2)
        && from.charAt(row - 2) == to.charAt(column - 1);
  }
}

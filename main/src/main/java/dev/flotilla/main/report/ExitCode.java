package dev.flotilla.main.report;

/** The exit codes of the program. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int ERROR = 1;

  /** There are changes, or something is not ready. */
  public static final int ATTENTION = 2;

  /** What was approved is no longer what would be done, so nothing was. */
  public static final int REFUSED = 3;

  private ExitCode() {}

  /** Returns the one that matters more: an error hides everything else. */
  public static int worse(int one, int other) {
    return one == ERROR || other == ERROR ? ERROR : Math.max(one, other);
  }
}

package dev.flotilla.main.command;

/** What the program's end tells a script. */
final class ExitCode {
  static final int DONE = 0;
  static final int ERROR = 1;

  /** There are changes, or something is not ready. */
  static final int ATTENTION = 2;

  private ExitCode() {}

  /** Returns the one that matters more: an error hides everything else. */
  static int worse(int one, int other) {
    return one == ERROR || other == ERROR ? ERROR : Math.max(one, other);
  }
}

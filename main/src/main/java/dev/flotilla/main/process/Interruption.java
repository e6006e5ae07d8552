package dev.flotilla.main.process;

import java.io.IOException;

/** A signal that ends the program; Ctrl-C ends what the program has started as well. */
public final class Interruption {
  private static final int MAX_MILLIS = 1000;

  /** What Java calls a child that has not yet become the program it is for. */
  private static final String SPAWN_HELPER = "spawn helper";

  private Interruption() {}

  /**
   * Waits for our own interruption when a signal seems to have reached a child before us: the
   * thread that receives signals may be slower than the child. Nothing says that no signal will
   * come, hence the limit.
   *
   * @throws InterruptedException once it has come; if it does not, the signal was for the child
   *     alone
   */
  public static void await() throws InterruptedException {
    Thread.sleep(MAX_MILLIS);
  }

  /** Returns whether a program did not start because something had ended the child too early. */
  public static boolean mayHaveCaused(IOException e) {
    return String.valueOf(e.getMessage()).contains(SPAWN_HELPER);
  }
}

package dev.flotilla.main.process;

/** A signal that ends the program; Ctrl-C ends what the program has started as well. */
public final class Interruption {
  private static final int MOST_MILLIS = 1000;

  private Interruption() {}

  /**
   * Waits for our own interruption when a child seems to have had it before us: the thread that
   * receives signals may be slower than a child. Nothing tells that none will come, hence the
   * limit.
   *
   * @throws InterruptedException once it is there; if it does not come, the child was meant alone
   */
  public static void await() throws InterruptedException {
    Thread.sleep(MOST_MILLIS);
  }
}

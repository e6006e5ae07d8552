package dev.flotilla.main.command;

import java.util.concurrent.CountDownLatch;

/**
 * Ends the program in good order: a signal interrupts the thread that works, which stops its child
 * and says so, and only then the JVM ends.
 */
final class Signals implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean received;

  /** Begins to watch for the thread that calls. */
  Signals() {
    Thread worker = Thread.currentThread();
    hook = new Thread(() -> end(worker), "signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end(Thread worker) {
    received = true;
    worker.interrupt();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether the program is ending: what fails now fails for that reason. */
  boolean received() {
    return received;
  }

  @Override
  public void close() {
    ended.countDown();
    if (!received) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // A signal came just now; the hook ends by itself.
        received = true;
      }
    }
  }
}

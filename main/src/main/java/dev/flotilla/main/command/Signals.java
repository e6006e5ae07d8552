package dev.flotilla.main.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.flotilla.main.process.TemporaryFolder;
import dev.flotilla.main.synth.SynthesisKernel;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * Ends the program in good order: a signal interrupts the thread that works, which stops its child
 * and says so, and only then the JVM ends.
 */
final class Signals implements AutoCloseable {
  private static final int LOOK_MILLIS = 100;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean received;

  /** Starts to watch for signals, which interrupt the calling thread. */
  Signals() {
    Thread worker = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker), "end"));
  }

  private void end(Thread worker) {
    if (ended.getCount() > 0) {
      received = true;
      // jsii would print the stack trace of a Node.js that the signal has ended as well.
      System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
      worker.interrupt();
      SynthesisKernel.end();
    }
    try {
      while (!ended.await(LOOK_MILLIS, MILLISECONDS)) {
        // A Node.js that was just being started.
        SynthesisKernel.end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    SynthesisKernel.awaitEnd();
    TemporaryFolder.remove();
  }

  /** Returns whether the program is ending: what fails now fails for that reason. */
  boolean received() {
    return received;
  }

  /** Marks the work as done. */
  @Override
  public void close() {
    ended.countDown();
  }
}

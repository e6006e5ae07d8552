package dev.flotilla.main.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program with a time limit: its output is kept byte by byte, and when its time is over it is
 * killed with all that it has started.
 */
final class LimitedRun {
  /** How long a child may take to end after it was asked to. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private final Process process;
  private final long deadline;

  LimitedRun(Process process, Duration limit) {
    this.process = process;
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  BinaryResult await(byte[] input) throws TimeoutException, InterruptedException {
    Pump stdout = new Pump(process.getInputStream());
    Pump stderr = new Pump(process.getErrorStream());
    // The program need not read all of it, so writing it here could take longer than the limit.
    start(() -> write(process.getOutputStream(), input));
    try {
      boolean ended =
          process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
              && stdout.hasEnded(deadline)
              && stderr.hasEnded(deadline);
      if (!ended) {
        kill();
        throw new TimeoutException();
      }
      if (Subprocess.ENDED_BY_SIGNAL.contains(process.exitValue())) {
        Interruption.await();
      }
      return new BinaryResult(
          process.exitValue(),
          stdout.bytes.toByteArray(),
          stderr.bytes.toString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      end();
      throw e;
    }
  }

  private static void write(OutputStream stream, byte[] input) {
    try (stream) {
      stream.write(input);
    } catch (IOException e) {
      // It has ended, or closed its input, without reading all of it: its exit code counts.
      return;
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Ctrl-C may have reached it as well; a second signal does no harm to what runs here. */
  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "a program's stream");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Reads a stream as soon as something is there, so that the program never waits for us. */
  private static final class Pump {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;

    Pump(InputStream stream) {
      thread = start(() -> read(stream));
    }

    private void read(InputStream stream) {
      try (stream) {
        stream.transferTo(bytes);
      } catch (IOException e) {
        // It was killed while it wrote.
        return;
      }
    }

    boolean hasEnded(long deadline) throws InterruptedException {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      return !thread.isAlive();
    }
  }
}

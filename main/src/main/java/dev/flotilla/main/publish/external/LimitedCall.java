package dev.flotilla.main.publish.external;

import dev.flotilla.main.report.Failure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Limits how long a whole call takes: HTTP clients limit only parts of it. */
public final class LimitedCall {
  private LimitedCall() {}

  /**
   * Returns what {@code work} returns, or throws what it throws.
   *
   * @throws TimeoutException if it takes longer; it is interrupted then
   */
  public static <T> T limit(Duration limit, Supplier<T> work) throws TimeoutException {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, "within a limit");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    } finally {
      task.cancel(true);
    }
  }
}

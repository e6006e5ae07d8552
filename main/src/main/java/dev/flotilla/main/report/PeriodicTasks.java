package dev.flotilla.main.report;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What is done from time to time while steps are running. One thread does it for all of them,
 * however many clusters are worked on side by side, and keeps no program running.
 */
final class PeriodicTasks {
  private static final ScheduledThreadPoolExecutor ONE_THREAD = oneThread();

  private PeriodicTasks() {}

  private static ScheduledThreadPoolExecutor oneThread() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "running steps");
              thread.setDaemon(true);
              return thread;
            });
    // What has been cancelled would be kept, with all that it refers to, until its time had come.
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /** Does something after each {@code period}, until the result is cancelled. */
  static Future<?> every(Duration period, Runnable task) {
    long millis = period.toMillis();
    return ONE_THREAD.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
  }
}

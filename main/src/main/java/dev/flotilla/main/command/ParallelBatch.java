package dev.flotilla.main.command;

import dev.flotilla.main.report.Batch;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Works on several clusters at the same time: a failure of one does not stop the others, and all
 * failures are printed together at the end. An interruption reaches each, and each is waited for,
 * because it may hold the lock of a state.
 */
final class ParallelBatch {
  private final Report report;
  private final int atOnce;

  /**
   * Starts nothing yet.
   *
   * @param atOnce how many are worked on at the same time
   */
  ParallelBatch(Report report, int atOnce) {
    this.report = report;
    this.atOnce = atOnce;
  }

  /** Returns the worst exit code: that of a failure, or 0. */
  <T> int run(List<T> all, Consumer<T> work) {
    if (all.size() <= 1) {
      return Batch.run(
          report,
          all,
          one -> {
            work.accept(one);
            return ExitCode.DONE;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, all.size()));
    try {
      List<Future<?>> running = new ArrayList<>();
      all.forEach(one -> running.add(threads.submit(() -> work.accept(one))));
      List<Failure> failures = new ArrayList<>();
      List<RuntimeException> mistakes = new ArrayList<>();
      for (Future<?> one : running) {
        await(one, failures, mistakes);
      }
      failures.forEach(report::failure);
      if (!mistakes.isEmpty()) {
        throw mistakes.get(0);
      }
      return failures.stream().mapToInt(Failure::exitCode).reduce(ExitCode.DONE, ExitCode::worse);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      awaitEnd(threads);
      throw Failure.interrupted();
    } finally {
      threads.shutdown();
    }
  }

  private static void await(Future<?> one, List<Failure> failures, List<RuntimeException> mistakes)
      throws InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        failures.add(failure);
      } else if (e.getCause() instanceof RuntimeException mistake) {
        mistakes.add(mistake);
      } else {
        mistakes.add(new IllegalStateException(e.getCause()));
      }
    }
  }

  private static void awaitEnd(ExecutorService threads) {
    try {
      while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      // The second interruption is for who cannot wait.
      Thread.currentThread().interrupt();
    }
  }
}

package dev.flotilla.main.status;

import dev.flotilla.main.report.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Asks several, for example clusters, at the same time: a silent one does not delay the others, and
 * delays the whole by no more than its own limit.
 */
public final class ConcurrentQuery {
  private ConcurrentQuery() {}

  /** What one has answered, or why there is no answer. */
  public record Answer<S, T>(S asked, Optional<T> value, Optional<Failure> failure) {}

  /**
   * Returns the answers, in the order of {@code all}.
   *
   * @param limit how long each may be silent: one that answers slowly, or on a busy machine, is not
   *     late
   * @param question asks one; its second argument must be run at each sign of life
   * @param late the failure of one that was silent for so long
   */
  public static <S, T> List<Answer<S, T>> ask(
      List<S> all, Duration limit, BiFunction<S, Runnable, T> question, Function<S, Failure> late) {
    return ask(all, Math.max(all.size(), 1), Duration.ZERO, limit, question, late);
  }

  /**
   * Returns the answers, in the order of {@code all}, of questions that take much of this machine.
   *
   * @param atOnce how many are asked at the same time; one that is late gives up its place
   * @param end how long the questions that an interruption stops may take to end: they may hold a
   *     lock
   * @param limit how long each may be silent once it is asked
   * @param question asks one; its second argument must be run at each sign of life
   * @param late the failure of one that was silent for so long
   */
  public static <S, T> List<Answer<S, T>> ask(
      List<S> all,
      int atOnce,
      Duration end,
      Duration limit,
      BiFunction<S, Runnable, T> question,
      Function<S, Failure> late) {
    Places places = new Places(atOnce);
    List<Asked<T>> asked =
        all.stream().map(one -> new Asked<T>(life -> question.apply(one, life))).toList();
    asked.forEach(one -> places.threads.execute(one.task));
    List<Answer<S, T>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < all.size(); i++) {
        answers.add(answer(all.get(i), asked.get(i), limit, late));
        if (!asked.get(i).task.isDone()) {
          asked.get(i).task.cancel(true);
          places.addOne();
        }
      }
    } catch (InterruptedException e) {
      asked.forEach(one -> one.task.cancel(true));
      places.awaitEnd(end);
      throw Failure.interrupted();
    } finally {
      asked.forEach(one -> one.task.cancel(true));
      places.threads.shutdown();
    }
    return answers;
  }

  /** The threads that ask, in the order of the questions: nobody waits for one that comes later. */
  private static final class Places {
    private final ThreadPoolExecutor threads;

    Places(int atOnce) {
      threads =
          new ThreadPoolExecutor(
              atOnce,
              atOnce,
              0,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              task -> {
                Thread thread = new Thread(task, "a cluster is asked");
                // One that hangs must not keep the program from ending.
                thread.setDaemon(true);
                return thread;
              });
    }

    /** The thread of one that hangs may never be free again. */
    void addOne() {
      threads.setMaximumPoolSize(threads.getMaximumPoolSize() + 1);
      threads.setCorePoolSize(threads.getMaximumPoolSize());
    }

    void awaitEnd(Duration end) {
      threads.shutdown();
      try {
        if (!threads.awaitTermination(end.toMillis(), TimeUnit.MILLISECONDS)) {
          threads.shutdownNow();
        }
      } catch (InterruptedException e) {
        // The second interruption is for who cannot wait.
        threads.shutdownNow();
      }
    }
  }

  /** A question, and when there was a sign of life last. */
  private static final class Asked<T> {
    private final AtomicLong last = new AtomicLong();
    private final CountDownLatch started = new CountDownLatch(1);
    private final FutureTask<T> task;

    Asked(Function<Runnable, T> question) {
      task =
          new FutureTask<>(
              () -> {
                last.set(System.nanoTime());
                started.countDown();
                return question.apply(() -> last.set(System.nanoTime()));
              });
    }

    T get(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
      started.await();
      while (true) {
        long left = last.get() + limit.toNanos() - System.nanoTime();
        try {
          return task.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (System.nanoTime() - last.get() >= limit.toNanos()) {
            throw e;
          }
        }
      }
    }
  }

  private static <S, T> Answer<S, T> answer(
      S one, Asked<T> asked, Duration limit, Function<S, Failure> late)
      throws InterruptedException {
    try {
      T value = asked.get(limit);
      return new Answer<>(one, Optional.of(value), Optional.empty());
    } catch (TimeoutException e) {
      return new Answer<>(one, Optional.empty(), Optional.of(late.apply(one)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        return new Answer<>(one, Optional.empty(), Optional.of(failure));
      }
      if (e.getCause() instanceof RuntimeException mistake) {
        throw mistake;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}

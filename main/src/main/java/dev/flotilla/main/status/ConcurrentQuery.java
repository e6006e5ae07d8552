package dev.flotilla.main.status;

import dev.flotilla.main.report.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
    List<Asked<T>> asked =
        all.stream().map(one -> new Asked<T>(life -> question.apply(one, life))).toList();
    List<Answer<S, T>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < all.size(); i++) {
        answers.add(answer(all.get(i), asked.get(i), limit, late));
      }
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    } finally {
      asked.forEach(one -> one.task.cancel(true));
    }
    return answers;
  }

  /** A question that is being asked, and when there was a sign of life last. */
  private static final class Asked<T> {
    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final FutureTask<T> task;

    Asked(Function<Runnable, T> question) {
      task = new FutureTask<>(() -> question.apply(() -> last.set(System.nanoTime())));
      Thread thread = new Thread(task, "a cluster is asked");
      // One that hangs must not keep the program from ending.
      thread.setDaemon(true);
      thread.start();
    }

    T get(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
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

package dev.flotilla.main.command;

import dev.flotilla.main.report.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks several at the same time: one that is silent takes no time from the others, and no more than
 * its own from the whole.
 */
final class SideBySide {
  private SideBySide() {}

  /** What one has answered, or why there is no answer. */
  record Answer<S, T>(S asked, Optional<T> value, Optional<Failure> failure) {}

  /**
   * Returns the answers, in the order of {@code all}.
   *
   * @param limit how long each may take
   * @param late the failure of one that has not answered by then
   */
  static <S, T> List<Answer<S, T>> ask(
      List<S> all, Duration limit, Function<S, T> question, Function<S, Failure> late) {
    long end = System.nanoTime() + limit.toNanos();
    List<Future<T>> asked = all.stream().map(one -> start(() -> question.apply(one))).toList();
    List<Answer<S, T>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < all.size(); i++) {
        answers.add(answer(all.get(i), asked.get(i), end, late));
      }
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    } finally {
      asked.forEach(one -> one.cancel(true));
    }
    return answers;
  }

  private static <T> Future<T> start(Callable<T> question) {
    FutureTask<T> task = new FutureTask<>(question);
    Thread thread = new Thread(task, "a cluster is asked");
    // One that hangs does not keep the program.
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static <S, T> Answer<S, T> answer(
      S one, Future<T> asked, long end, Function<S, Failure> late) throws InterruptedException {
    try {
      T value = asked.get(Math.max(end - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
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

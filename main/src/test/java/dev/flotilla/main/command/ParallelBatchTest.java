package dev.flotilla.main.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelBatchTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Report report = new Report(System.out, new PrintStream(err, true, UTF_8), false);
  private final Set<String> done = new ConcurrentSkipListSet<>();

  @Test
  void worksOnSeveralAtTheSameTime() {
    CyclicBarrier all = new CyclicBarrier(3);

    int exitCode = new ParallelBatch(report, 3).run(List.of("a", "b", "c"), name -> pass(all));

    assertThat(exitCode).isZero();
  }

  @Test
  void worksOnNoMoreThanItMay() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier pairs = new CyclicBarrier(2);

    new ParallelBatch(report, 2)
        .run(
            List.of("a", "b", "c", "d"),
            name -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              pass(pairs);
              now.decrementAndGet();
            });

    assertThat(most).hasValue(2);
  }

  @Test
  void printsAllFailuresAtTheEndInTheOrderOfTheirClusters() {
    CountDownLatch last = new CountDownLatch(1);

    int exitCode =
        new ParallelBatch(report, 3)
            .run(
                List.of("a", "b", "c"),
                name -> {
                  if (name.equals("a")) {
                    await(last);
                    throw new Failure(List.of("a was changed"), 3);
                  }
                  if (name.equals("b")) {
                    throw new Failure("b is down");
                  }
                  assertThat(err.toString(UTF_8)).isEmpty();
                  done.add(name);
                  last.countDown();
                });

    assertThat(exitCode).isEqualTo(1);
    assertThat(done).containsExactly("c");
    assertThat(err.toString(UTF_8)).isEqualTo("error: a was changed\nerror: b is down\n");
  }

  @Test
  void waitsForAllWhenItIsInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    CyclicBarrier both = new CyclicBarrier(2);
    Thread caller = Thread.currentThread();

    assertThatThrownBy(
            () ->
                new ParallelBatch(report, 2)
                    .run(
                        List.of("a", "b"),
                        name -> {
                          pass(both);
                          if (name.equals("a")) {
                            caller.interrupt();
                          }
                          try {
                            never.await();
                          } catch (InterruptedException e) {
                            done.add(name + " has released its lock");
                          }
                        }))
        .isInstanceOf(Failure.class)
        .hasMessage("interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).containsExactly("a has released its lock", "b has released its lock");
  }

  @Test
  void throwsAMistakeAfterTheOthersHaveEnded() {
    CountDownLatch last = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                new ParallelBatch(report, 2)
                    .run(
                        List.of("a", "b"),
                        name -> {
                          if (name.equals("a")) {
                            last.countDown();
                            throw new IllegalStateException("a mistake");
                          }
                          await(last);
                          done.add(name);
                        }))
        .hasMessage("a mistake");
    assertThat(done).containsExactly("b");
  }

  private static void pass(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

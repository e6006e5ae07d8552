package dev.flotilla.main.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.status.ConcurrentQuery.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConcurrentQueryTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  @Test
  @Timeout(30)
  void waitsForAllSilentAnswersTogetherAndKeepsTheOrder() {
    CountDownLatch never = new CountDownLatch(1);
    List<Integer> clusters = IntStream.range(0, 50).boxed().toList();
    long start = System.nanoTime();

    List<Answer<Integer, String>> answers =
        ConcurrentQuery.ask(
            clusters,
            LIMIT,
            (cluster, life) -> cluster % 5 == 0 ? hang(never) : "answer " + cluster,
            cluster -> new Failure("cluster " + cluster + " is late"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plusSeconds(3));
    assertThat(answers).extracting(Answer::asked).containsExactlyElementsOf(clusters);
    assertThat(answers.get(1).value()).contains("answer 1");
    assertThat(answers.stream().flatMap(answer -> answer.failure().stream()))
        .hasSize(10)
        .extracting(Failure::getMessage)
        .contains("cluster 0 is late", "cluster 45 is late");
  }

  @Test
  @Timeout(60)
  void asksFewAtATimeAndOneThatHangsCostsTheOthersNothing() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    List<Answer<Integer, String>> answers =
        ConcurrentQuery.ask(
            List.of(0, 1, 2, 3, 4, 5, 6, 7),
            2,
            Duration.ZERO,
            LIMIT,
            (cluster, life) -> {
              if (cluster < 3) {
                return hang(never);
              }
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              running.decrementAndGet();
              return "answer " + cluster;
            },
            cluster -> new Failure("cluster " + cluster + " is late"));

    assertThat(answers)
        .extracting(answer -> answer.value().orElse("late"))
        .containsExactly(
            "late", "late", "late", "answer 3", "answer 4", "answer 5", "answer 6", "answer 7");
    // Those that hang may keep their threads, and are replaced.
    assertThat(most).hasValueLessThanOrEqualTo(5);
  }

  @Test
  @Timeout(30)
  void waitsForWhatItInterruptsToEnd() throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean endedFirst = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                ConcurrentQuery.ask(
                    List.of("a"),
                    1,
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(1),
                    (name, life) -> {
                      asked.countDown();
                      try {
                        return hang(never);
                      } finally {
                        ended.set(true);
                      }
                    },
                    Failure::new);
              } catch (Failure failure) {
                endedFirst.set(ended.get());
              }
            });
    thread.start();
    asked.await();
    thread.interrupt();
    thread.join();

    assertThat(endedFirst).isTrue();
  }

  private static String hang(CountDownLatch never) {
    try {
      never.await();
      return "";
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  @Test
  @Timeout(30)
  void waitsForASlowAnswer() {
    List<Answer<String, String>> answers =
        ConcurrentQuery.ask(
            List.of("slow"),
            LIMIT,
            (name, life) -> {
              long start = System.nanoTime();
              while (System.nanoTime() - start < 2 * LIMIT.toNanos()) {
                life.run();
                Thread.onSpinWait();
              }
              return name;
            },
            Failure::new);

    assertThat(answers.get(0).value()).contains("slow");
  }

  @Test
  void returnsAFailureForItsOwnName() {
    List<Answer<String, String>> answers =
        ConcurrentQuery.ask(
            List.of("a", "b"),
            Duration.ofMinutes(1),
            (name, life) -> {
              if (name.equals("a")) {
                throw new Failure("a is down");
              }
              return name;
            },
            Failure::new);

    assertThat(answers.get(0).failure()).get().hasToString(new Failure("a is down").toString());
    assertThat(answers.get(1).value()).contains("b");
  }

  @Test
  void throwsAnInternalError() {
    assertThatThrownBy(
            () ->
                ConcurrentQuery.ask(
                    List.of("a"),
                    Duration.ofMinutes(1),
                    (name, life) -> {
                      throw new IllegalStateException("a mistake");
                    },
                    Failure::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a mistake");
  }
}

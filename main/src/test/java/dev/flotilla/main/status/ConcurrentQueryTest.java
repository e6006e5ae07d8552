package dev.flotilla.main.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.status.ConcurrentQuery.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

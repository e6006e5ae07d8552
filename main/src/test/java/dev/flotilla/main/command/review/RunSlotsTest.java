package dev.flotilla.main.command.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.command.review.RunSlots.Slot;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.status.ConcurrentQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunSlotsTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration AT_ONCE = Duration.ofNanos(1);

  @Test
  void planWaitsWhileAllSlotsAreTakenAndIsAliveMeanwhile() throws Exception {
    RunSlots slots = new RunSlots(1, NEVER);
    AtomicInteger signs = new AtomicInteger();
    CompletableFuture<Slot> second;
    try (Slot first = slots.take(() -> {})) {
      second = CompletableFuture.supplyAsync(() -> slots.take(signs::incrementAndGet));
      while (signs.get() < 2) {
        Thread.onSpinWait();
      }
      assertThat(second).isNotDone();
      first.live();
    }
    assertThat(second.get(30, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void silentRunLendsItsSlot() {
    RunSlots slots = new RunSlots(2, AT_ONCE);
    List<Slot> taken = new ArrayList<>();

    for (int i = 0; i < 4; i++) {
      taken.add(slots.take(() -> {}));
    }

    assertThat(taken).hasSize(4);
  }

  @Test
  void neverAreMoreThanTwiceTheSlotsTaken() throws InterruptedException {
    RunSlots slots = new RunSlots(1, AT_ONCE);
    slots.take(() -> {});
    slots.take(() -> {});
    AtomicInteger signs = new AtomicInteger();
    AtomicReference<Failure> failure = new AtomicReference<>();
    Thread third =
        new Thread(
            () -> {
              try {
                slots.take(signs::incrementAndGet);
              } catch (Failure interrupted) {
                failure.set(interrupted);
              }
            });
    third.start();
    while (signs.get() < 3) {
      Thread.onSpinWait();
    }
    third.interrupt();
    third.join();

    assertThat(failure.get()).hasMessage("interrupted");
  }

  @Test
  void clusterThatHangsAndOneThatIsUnreachableDelayNoOther() {
    List<String> good = List.of("a", "b", "c", "d");
    List<String> all = List.of("hangs", "unreachable", "a", "b", "c", "d");

    // The best of some rounds: a busy machine is late now and then, but not always.
    long alone = IntStream.range(0, 5).mapToLong(i -> nanosOfFour(good)).min().orElseThrow();
    long beside = IntStream.range(0, 5).mapToLong(i -> nanosOfFour(all)).min().orElseThrow();

    assertThat((double) beside / alone).isLessThan(1.1);
  }

  /** Asks and runs as a review does, and returns when the last of the four good ones was done. */
  private static long nanosOfFour(List<String> clusters) {
    RunSlots slots = new RunSlots(4, NEVER);
    AtomicLong last = new AtomicLong();
    long start = System.nanoTime();
    ConcurrentQuery.ask(
        clusters,
        clusters.size(),
        Duration.ZERO,
        Duration.ofMillis(300),
        (cluster, life) -> {
          if (cluster.equals("hangs")) {
            return wait(Duration.ofMinutes(1));
          }
          if (cluster.equals("unreachable")) {
            wait(Duration.ofMillis(10));
            throw new Failure("unreachable");
          }
          try (Slot slot = slots.take(life)) {
            slot.live();
            wait(Duration.ofMillis(100));
          }
          return last.accumulateAndGet(System.nanoTime() - start, Math::max);
        },
        Failure::new);
    return last.get();
  }

  private static long wait(Duration time) {
    try {
      Thread.sleep(time.toMillis());
      return 0;
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  @Test
  void interruptedRunKeepsNobodyWaiting() throws InterruptedException {
    RunSlots slots = new RunSlots(1, NEVER);
    Slot first = slots.take(() -> {});
    AtomicInteger signs = new AtomicInteger();
    Thread second =
        new Thread(
            () -> {
              try {
                slots.take(signs::incrementAndGet);
              } catch (Failure interrupted) {
                signs.set(-1);
              }
            });
    second.start();
    while (signs.get() < 1) {
      Thread.onSpinWait();
    }
    second.interrupt();
    second.join();
    first.close();

    assertThat(slots.take(() -> {})).isNotNull();
  }
}

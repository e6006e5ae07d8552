package dev.flotilla.main.command.review;

import dev.flotilla.main.report.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The slots for runs that take much of this machine, given in the order in which they are
 * requested. A run that is silent waits for somebody else, and takes little meanwhile, so that it
 * lends its slot; no more than twice the slots are ever taken.
 */
final class RunSlots {
  /** How long one waits before it says that it is still there, and looks again. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private final int count;
  private final Duration silence;
  private final Queue<Object> waiting = new ArrayDeque<>();
  private final List<Slot> taken = new ArrayList<>();

  /**
   * Creates slots.
   *
   * @param silence after which a run lends its slot
   */
  RunSlots(int count, Duration silence) {
    this.count = count;
    this.silence = silence;
  }

  /** A slot that was taken, until it is closed. */
  final class Slot implements AutoCloseable {
    private volatile long last = System.nanoTime();

    /** Notes a sign of life. */
    void live() {
      last = System.nanoTime();
    }

    private boolean isSilent() {
      return System.nanoTime() - last >= silence.toNanos();
    }

    @Override
    public void close() {
      release(this);
    }
  }

  /**
   * Waits for a slot.
   *
   * @param life is run from time to time meanwhile: who waits here has not failed
   */
  synchronized Slot take(Runnable life) {
    Object own = new Object();
    waiting.add(own);
    try {
      while (waiting.peek() != own || !isFree()) {
        life.run();
        wait(LOOK.toMillis());
      }
      Slot slot = new Slot();
      taken.add(slot);
      return slot;
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    } finally {
      waiting.remove(own);
      notifyAll();
    }
  }

  private boolean isFree() {
    long busy = taken.stream().filter(slot -> !slot.isSilent()).count();
    return busy < count && taken.size() < 2 * count;
  }

  private synchronized void release(Slot slot) {
    taken.remove(slot);
    notifyAll();
  }
}

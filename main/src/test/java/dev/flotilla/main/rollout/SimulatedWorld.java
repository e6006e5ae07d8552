package dev.flotilla.main.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A time that passes only when somebody waits, chance from a seed, and the steps at which a process
 * is killed, or another one comes between.
 */
final class SimulatedWorld implements RolloutClock {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** What ends a process between two requests, whatever it is about to do. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private final SplittableRandom random;
  private final TreeMap<Long, Runnable> events = new TreeMap<>();
  private final TreeMap<Integer, Runnable> atSteps = new TreeMap<>();
  private long second;
  private int steps;
  private long trace;

  SimulatedWorld(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public Instant now() {
    return START.plusSeconds(second);
  }

  /** Returns how many seconds have passed. */
  long second() {
    return second;
  }

  @Override
  public void pause(Duration duration) {
    long end = second + duration.toSeconds();
    while (!events.isEmpty() && events.firstKey() <= end) {
      var event = events.pollFirstEntry();
      second = event.getKey();
      event.getValue().run();
    }
    second = end;
    note("paused", second);
  }

  /** Has something happen by itself. */
  void at(long when, Runnable event) {
    events.put(when, event);
  }

  /** Has something happen just before the step of that number. */
  void atStep(int step, Runnable event) {
    atSteps.put(step, event);
  }

  /** Has the process end at the step of that number. */
  void killAt(int step) {
    atStep(
        step,
        () -> {
          throw new Killed();
        });
  }

  /** What is between two requests, or between a request and its answer. */
  void step() {
    steps++;
    Runnable event = atSteps.remove(steps);
    if (event != null) {
      event.run();
    }
  }

  int steps() {
    return steps;
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Adds to what two runs of one seed must have in common. */
  void note(String what, long value) {
    trace = (trace * 31 + what.hashCode()) * 31 + value;
  }

  long trace() {
    return trace;
  }
}

package dev.flotilla.main.rollout;

import dev.flotilla.main.rollout.ClusterObservation.Health;
import java.util.List;
import java.util.TreeSet;

/** A cluster whose Flux fetches what its tag is at, at its interval or when it is asked. */
final class SimulatedCluster {
  /** What is peculiar about a cluster, whatever it runs. */
  enum Kind {
    SOUND,
    SLOW,
    /** For a minute, the network does not reach it. */
    CUT_OFF,
    /** It says Ready of the generation before. */
    LYING,
    FLAPPING,
    FAILING,
    UNREACHABLE;

    /** Those that a release that is good makes Ready, and which stay so. */
    static final List<Kind> UNTROUBLED = List.of(SLOW, CUT_OFF, LYING);

    /** Those that count as errors, whatever the release. */
    static final List<Kind> TROUBLED = List.of(FLAPPING, FAILING, UNREACHABLE);
  }

  private static final int NEVER = Integer.MAX_VALUE;
  private static final int INTERVAL = 300;

  private final Kind kind;
  private final SimulatedTag<String> tag;
  private final String release;
  private final int phase;
  private final int latency;
  private final int readyAfter;
  private final int cutOffAt;
  private final int failsAfter;
  private final TreeSet<Long> asked = new TreeSet<>();
  private long nextFetch;
  private String running;
  private long appliedAt = -10_000;
  private boolean hasBeenReady;

  /**
   * Creates a cluster that runs what its tag is at.
   *
   * @param release what is rolled out
   * @param failsAfter when that fails on it, in seconds; negative for never
   */
  SimulatedCluster(
      SimulatedWorld world,
      Kind kind,
      SimulatedTag<String> tag,
      String release,
      int readyAfter,
      int failsAfter) {
    this.kind = kind;
    this.tag = tag;
    this.release = release;
    this.phase = world.between(1, INTERVAL);
    this.latency = world.between(1, 30);
    this.cutOffAt = world.between(0, 1500);
    this.readyAfter = readyAfter;
    this.failsAfter = failsAfter < 0 ? NEVER : failsAfter;
    this.running = tag.value();
    this.nextFetch = phase;
  }

  /** Has it fetch soon. */
  void ask(long second) {
    if (kind != Kind.UNREACHABLE) {
      asked.add(second + latency);
    }
  }

  /** Returns what it reports. */
  ClusterObservation observe(long second) {
    advance(second);
    if (isCutOff(second)) {
      return ClusterObservation.unreachable("no route to host");
    }
    Health health = health(second);
    boolean isNew = running.equals(release);
    if (kind == Kind.LYING && isNew && health != Health.READY) {
      return new ClusterObservation(running, 2, 1, Health.READY, "");
    }
    long generation = isNew ? 2 : 1;
    return new ClusterObservation(running, generation, generation, health, "says " + health);
  }

  private boolean isCutOff(long second) {
    return kind == Kind.UNREACHABLE
        || (kind == Kind.CUT_OFF && second >= cutOffAt && second < cutOffAt + 60);
  }

  private void advance(long second) {
    while (true) {
      long next = asked.isEmpty() ? nextFetch : Math.min(asked.first(), nextFetch);
      if (next > second) {
        break;
      }
      asked.remove(next);
      if (next == nextFetch) {
        nextFetch += INTERVAL;
      }
      String fetched = tag.value(next);
      if (!fetched.equals(running)) {
        running = fetched;
        appliedAt = next;
      }
    }
    hasBeenReady |= running.equals(release) && health(second) == Health.READY;
  }

  private Health health(long second) {
    long age = second - appliedAt;
    boolean isNew = running.equals(release);
    if (isNew && age >= failsAfter) {
      return Health.FAILED;
    }
    if (age < readyAfter) {
      return Health.PROGRESSING;
    }
    boolean isDown = kind == Kind.FLAPPING && (age - readyAfter) % 240 >= 200;
    return isDown || (isNew && kind == Kind.FAILING) ? Health.FAILED : Health.READY;
  }

  /** Returns whether it was Ready at the release, whatever it has reported. */
  boolean hasBeenReady(long second) {
    advance(second);
    return hasBeenReady;
  }

  /** Returns whether the release fails on it now, whatever it has reported. */
  boolean isStruck(long second) {
    advance(second);
    return running.equals(release) && second - appliedAt >= failsAfter;
  }
}

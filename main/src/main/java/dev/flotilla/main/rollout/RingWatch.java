package dev.flotilla.main.rollout;

import dev.flotilla.main.rollout.ClusterObservation.Health;
import dev.flotilla.main.rollout.RingTally.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges a ring by what its clusters report over time. A cluster is Ready only at the very digest
 * and at its last generation. One that fails, or is unreachable, counts as an error after a grace;
 * one that was Ready and then fails has flapped, which counts at once and for good. One that was
 * Ready and does not answer, or reconciles again, remains Ready for the grace, but no ring passes
 * on more of these than its budget allows.
 */
final class RingWatch {
  private final String digest;
  private final RolloutGates gates;
  private final Map<String, Course> courses = new TreeMap<>();
  private Instant deadline;
  private Optional<Instant> readySince = Optional.empty();

  /** Begins to watch the clusters of a ring that was just moved to {@code digest}. */
  RingWatch(String digest, RolloutGates gates, Instant now) {
    this.digest = digest;
    this.gates = gates;
    this.deadline = now.plus(gates.timeout());
  }

  /** Gives the ring its time again: it was not at the release meanwhile. */
  void restart(Instant now) {
    deadline = now.plus(gates.timeout());
    readySince = Optional.empty();
  }

  /** Returns how the ring is now. */
  RingTally see(Instant now, SortedMap<String, ClusterObservation> all) {
    SortedMap<String, ClusterObservation> observed = new TreeMap<>(all);
    observed.values().removeIf(cluster -> cluster.health() == Health.ABSENT);
    SortedSet<String> absent = new TreeSet<>(all.keySet());
    absent.removeAll(observed.keySet());
    if (observed.isEmpty()) {
      return RingTally.empty(absent);
    }
    SortedMap<String, String> errors = new TreeMap<>();
    SortedMap<String, String> waiting = new TreeMap<>();
    int ready = 0;
    int doubtful = 0;
    for (Map.Entry<String, ClusterObservation> entry : observed.entrySet()) {
      Course course = courses.computeIfAbsent(entry.getKey(), unknown -> new Course());
      course.follow(entry.getValue(), now);
      if (course.isReady(now)) {
        ready++;
      }
      if (course.isError(now)) {
        errors.put(entry.getKey(), course.message());
      } else {
        doubtful += course.isDoubtful() ? 1 : 0;
        if (!course.isReady(now)) {
          waiting.put(entry.getKey(), course.message());
        }
      }
    }
    Verdict verdict = verdict(now, ready, observed.size(), errors.size(), doubtful);
    return new RingTally(verdict, observed.size(), ready, errors, waiting, absent);
  }

  private Verdict verdict(Instant now, int ready, int all, int errors, int doubtful) {
    if (errors > gates.errorBudget()) {
      return Verdict.OVER_BUDGET;
    }
    if (!gates.isEnough(ready, all)) {
      readySince = Optional.empty();
      return now.isBefore(deadline) ? Verdict.WAITING : Verdict.TOO_LATE;
    }
    Instant since = readySince.orElse(now);
    readySince = Optional.of(since);
    boolean isBaked = !since.plus(gates.bake()).isAfter(now);
    return isBaked && errors + doubtful <= gates.errorBudget() ? Verdict.PASSED : Verdict.BAKING;
  }

  /** What one cluster has reported so far. */
  private final class Course {
    private @Nullable Instant lastReady;
    private @Nullable Instant badSince;
    private boolean hasFlapped;
    private ClusterObservation last = ClusterObservation.unreachable("");

    void follow(ClusterObservation cluster, Instant now) {
      boolean isFailed = cluster.is(Health.FAILED, digest);
      if (!isFailed && cluster.health() != Health.UNREACHABLE) {
        badSince = null;
      } else if (badSince == null) {
        badSince = now;
      }
      hasFlapped |= isFailed && lastReady != null;
      if (cluster.is(Health.READY, digest)) {
        lastReady = now;
      }
      last = cluster;
    }

    boolean isReady(Instant now) {
      boolean isLapse = last.health() == Health.UNREACHABLE || last.is(Health.PROGRESSING, digest);
      return last.is(Health.READY, digest)
          || (isLapse && lastReady != null && now.isBefore(lastReady.plus(gates.grace())));
    }

    boolean isError(Instant now) {
      return hasFlapped || (badSince != null && !now.isBefore(badSince.plus(gates.grace())));
    }

    boolean isDoubtful() {
      return badSince != null;
    }

    String message() {
      return last.is(Health.READY, digest) ? "was not Ready for a time" : last.message();
    }
  }
}

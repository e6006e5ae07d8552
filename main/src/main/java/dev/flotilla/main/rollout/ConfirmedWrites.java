package dev.flotilla.main.rollout;

import dev.flotilla.main.report.Failure;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Writes to a registry, which has no compare-and-swap: reads what is there, writes, reads again,
 * and writes again where an older value has won or the write was lost.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/issues/251">Conditional
 *     requests of registries</a>
 */
final class ConfirmedWrites {
  private static final int MAX_ATTEMPTS = 10;

  private final RingTags tags;
  private final RolloutJournal journal;
  private final RolloutClock clock;

  ConfirmedWrites(RolloutPorts ports) {
    this.tags = ports.tags();
    this.journal = ports.journal();
    this.clock = ports.clock();
  }

  /**
   * Moves the tag of a ring. It writes even if the tag seems to be there: that may be an old
   * answer.
   *
   * @param other the only other digest that the tag may be at
   * @throws Failure if it is somewhere else, or does not move
   */
  void move(RolloutRing ring, String digest, String other) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      String now = tags.at(ring.tag());
      if (!now.equals(digest) && !now.equals(other)) {
        throw new Failure(
            "tag '%s' of ring '%s' must be moved by this rollout alone, got '%s'; find out who has moved it, then run 'flotilla rollout back', or move it to where it was"
                .formatted(ring.tag(), ring.name(), now.isEmpty() ? "no such tag" : now));
      }
      tags.point(ring.tag(), digest);
      if (tags.at(ring.tag()).equals(digest)) {
        return;
      }
      awaitLag();
    }
    throw new Failure(
        "tag '%s' of ring '%s' must be at '%s' once it was moved there, got another digest after each of %d attempts; run the command again when nobody else moves it"
            .formatted(ring.tag(), ring.name(), digest, MAX_ATTEMPTS));
  }

  /** Waits until the registry answers with what is there, and whoever saw it act has acted. */
  void awaitLag() {
    clock.pause(tags.lag());
  }

  /**
   * Writes a record; returns it.
   *
   * @param before what was there; another record by somebody else is not replaced
   */
  RolloutRecord put(RolloutRecord record, Optional<RolloutRecord> before) {
    return put(record, found -> found.equals(before));
  }

  private RolloutRecord put(RolloutRecord record, Predicate<Optional<RolloutRecord>> isOlder) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      journal.write(record);
      Optional<RolloutRecord> found = journal.read();
      if (found.filter(record::equals).isPresent()) {
        return record;
      }
      if (!isOlder.test(found)) {
        throw notLast(record, found);
      }
      awaitLag();
    }
    throw new Failure(
        "the record of the rollout of '%s' must be what was written, got an older one after each of %d attempts; run the command again, or ask the registry's operator"
            .formatted(record.plan().version(), MAX_ATTEMPTS));
  }

  /** Returns the failure of a rollout that somebody has ended, or replaced by another one. */
  static Failure notLast(RolloutRecord record, Optional<RolloutRecord> last) {
    return new Failure(
        "the rollout of '%s' must be the last one and under way, got %s; see 'flotilla rollout status'"
            .formatted(
                record.plan().version(),
                last.map(found -> "'" + found.plan().version() + "', which " + found.state())
                    .orElse("no record")));
  }

  /**
   * Writes a record that ends a rollout; returns it once whoever runs that has had the time to see
   * it, who may be about to write another one.
   */
  RolloutRecord end(RolloutRecord record) {
    do {
      put(record, found -> found.filter(record::isSameRollout).isPresent());
      awaitLag();
    } while (journal.read().filter(record::equals).isEmpty());
    return record;
  }

  /** Returns the last record; one by which a rollout does not run is no old answer. */
  Optional<RolloutRecord> last(RolloutRecord record) {
    Optional<RolloutRecord> last = journal.read();
    for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      if (last.filter(record::isSameRollout).filter(RolloutRecord::isRunning).isPresent()) {
        return last;
      }
      awaitLag();
      last = journal.read();
    }
    return last;
  }
}

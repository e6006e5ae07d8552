package dev.flotilla.main.rollout;

import dev.flotilla.main.report.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Promotes a release ring by ring. All that it knows is in the registry, so when it is killed, it
 * is resumed by running it again, on any machine.
 */
public final class Rollout {
  private static final Duration MIN_POLL_INTERVAL = Duration.ofSeconds(1);

  /** How often clusters are looked at that need long. */
  static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(10);

  private final RolloutPorts ports;
  private final ConfirmedWrites registry;
  private final RolloutClock clock;
  private final Consumer<String> progress;

  /**
   * Looks at nothing yet.
   *
   * @param progress gets a line about each step
   */
  public Rollout(RolloutPorts ports, Consumer<String> progress) {
    this.ports = ports;
    this.registry = new ConfirmedWrites(ports);
    this.clock = ports.clock();
    this.progress = progress;
  }

  /** Begins a rollout, or resumes it; returns when it is through, held, or stopped by a ring. */
  public RolloutOutcome run(RolloutPlan plan) {
    RolloutRecord record = begun(plan);
    if (record.state() == RolloutState.COMPLETED) {
      return new RolloutOutcome(
          record, Optional.empty(), RingTally.empty(new TreeSet<>()), Optional.empty());
    }
    List<RolloutRing> rings = record.plan().rings();
    for (int i = reached(record); ; i++) {
      RolloutRing ring = rings.get(i);
      Optional<String> hold = ports.gate().hold(ring);
      if (hold.isPresent()) {
        return new RolloutOutcome(
            record, Optional.of(ring.name()), RingTally.empty(new TreeSet<>()), hold);
      }
      RingTally tally = promote(record, rings.subList(0, i + 1));
      RolloutOutcome outcome =
          new RolloutOutcome(record, Optional.of(ring.name()), tally, Optional.empty());
      if (outcome.isStopped()) {
        return outcome;
      }
      if (i == rings.size() - 1) {
        requireRunning(record, rings);
        RolloutRecord completed =
            registry.put(record.in(RolloutState.COMPLETED), Optional.of(record));
        return new RolloutOutcome(completed, Optional.of(ring.name()), tally, Optional.empty());
      }
    }
  }

  /** The digests before are looked up once: a ring that has moved no longer shows them. */
  private RolloutRecord begun(RolloutPlan plan) {
    Optional<RolloutRecord> last = ports.journal().read();
    if (last.filter(found -> found.isFor(plan) && found.isResumable()).isEmpty()) {
      // An old answer would have a rollout begin again, which has moved rings already.
      registry.awaitLag();
      last = ports.journal().read();
    }
    if (last.isPresent()) {
      RolloutRecord found = last.get();
      boolean isSame = found.isFor(plan);
      if (isSame && found.state() == RolloutState.COMPLETED && isEverywhere(found)) {
        return found;
      }
      if (isSame && !found.isTakenBack()) {
        return resumed(found, plan.gates());
      }
      requireEnded(found);
    }
    List<RolloutRing> rings = plan.rings().stream().map(this::before).toList();
    return registry.put(
        new RolloutRecord(plan.withRings(rings), clock.now(), RolloutState.RUNNING), last);
  }

  private RolloutRecord resumed(RolloutRecord found, RolloutGates gates) {
    progress.accept("resumed, begun at %s by %s".formatted(found.begun(), found.plan().by()));
    RolloutRecord resumed = found.resumed(gates);
    return resumed.equals(found) ? found : registry.put(resumed, Optional.of(found));
  }

  private boolean isEverywhere(RolloutRecord record) {
    return record.plan().rings().stream()
        .allMatch(ring -> ports.tags().at(ring.tag()).equals(record.plan().digest()));
  }

  private static void requireEnded(RolloutRecord found) {
    if (found.state() == RolloutState.RUNNING || found.state() == RolloutState.RETURNING) {
      throw new Failure(
          "only one rollout of an artifact may run at a time, got '%s', begun at %s by %s, which %s; complete it, end it with 'flotilla rollout abort', or take it back with 'flotilla rollout back'"
              .formatted(found.plan().version(), found.begun(), found.plan().by(), found.state()));
    }
  }

  private RolloutRing before(RolloutRing ring) {
    return new RolloutRing(ring.name(), ring.tag(), ports.tags().at(ring.tag()));
  }

  /**
   * A ring that was moved is the proof that those before it have passed. Nothing shows whether it
   * has passed itself, so its clusters are looked at again.
   */
  private int reached(RolloutRecord record) {
    String digest = record.plan().digest();
    List<RolloutRing> rings = record.plan().rings();
    for (int i = rings.size() - 1; i > 0; i--) {
      RolloutRing ring = rings.get(i);
      if (!ring.before().equals(digest) && ports.tags().at(ring.tag()).equals(digest)) {
        return i;
      }
    }
    return 0;
  }

  /**
   * Moves the last of some rings, and waits for its clusters.
   *
   * @param rings the others have passed
   */
  private RingTally promote(RolloutRecord record, List<RolloutRing> rings) {
    RolloutRing ring = rings.get(rings.size() - 1);
    String digest = record.plan().digest();
    Optional<String> refusal = refusal(digest, ring);
    if (refusal.isPresent()) {
      throw new Failure(refusal.get());
    }
    requireRunning(record, rings.subList(0, rings.size() - 1));
    registry.move(ring, digest, ring.before());
    progress.accept("ring '%s': '%s' is at %s".formatted(ring.name(), ring.tag(), digest));
    ports.clusters().fetch(ring.name());
    Instant moved = clock.now();
    RingWatch watch = new RingWatch(digest, record.plan().gates(), moved);
    while (true) {
      requireRunning(record, rings);
      if (putRight(rings, digest)) {
        watch.restart(clock.now());
      }
      RingTally tally = watch.see(clock.now(), ports.clusters().observe(ring.name()));
      if (tally.verdict() == RingTally.Verdict.TOO_LATE && isMovedBack(rings, digest)) {
        continue;
      }
      progress.accept("ring '%s': %s".formatted(ring.name(), tally));
      if (tally.isOver()) {
        warnOfUnproven(ring, tally);
        return tally;
      }
      clock.pause(pollInterval(moved));
    }
  }

  /** A small ring is ready within seconds; one that is not needs no look each second. */
  private Duration pollInterval(Instant moved) {
    Duration half = Duration.between(moved, clock.now()).dividedBy(2);
    if (half.compareTo(MIN_POLL_INTERVAL) < 0) {
      return MIN_POLL_INTERVAL;
    }
    return half.compareTo(MAX_POLL_INTERVAL) < 0 ? half : MAX_POLL_INTERVAL;
  }

  /** The first release of a new environment goes everywhere: there is nothing to wait for. */
  private void warnOfUnproven(RolloutRing ring, RingTally tally) {
    if (tally.all() == 0 && !tally.absent().isEmpty()) {
      progress.accept(
          "warning: ring '%s' has shown nothing, because nothing of it runs there yet: %s"
              .formatted(ring.name(), String.join(", ", tally.absent())));
    }
  }

  /** An old answer may hide for a while that somebody has moved a tag back. */
  private boolean isMovedBack(List<RolloutRing> rings, String digest) {
    registry.awaitLag();
    return rings.stream().anyMatch(ring -> !ports.tags().at(ring.tag()).equals(digest));
  }

  /** Anyone who can push can move a tag back; returns whether somebody has. */
  private boolean putRight(List<RolloutRing> rings, String digest) {
    boolean hasMoved = false;
    for (RolloutRing ring : rings) {
      if (!ports.tags().at(ring.tag()).equals(digest)) {
        registry.move(ring, digest, ring.before());
        progress.accept(
            "ring '%s': '%s' was moved back, it is at the release again"
                .formatted(ring.name(), ring.tag()));
        ports.clusters().fetch(ring.name());
        hasMoved = true;
      }
    }
    return hasMoved;
  }

  /**
   * Stops when somebody has ended the rollout. Between its last look and its last move it may have
   * undone what took it back, so it takes that back too.
   *
   * @param rings those that it may have moved
   */
  private void requireRunning(RolloutRecord record, List<RolloutRing> rings) {
    Optional<RolloutRecord> last = registry.last(record);
    Optional<RolloutRecord> own = last.filter(record::isSameRollout);
    if (own.filter(RolloutRecord::isRunning).isPresent()) {
      return;
    }
    if (own.filter(RolloutRecord::isTakenBack).isPresent()) {
      RingReturn rollback = new RingReturn(ports, registry, progress);
      rings.forEach(ring -> rollback.takeBack(ring, record.plan().digest()));
    }
    throw ConfirmedWrites.notLast(record, last);
  }

  private Optional<String> refusal(String digest, RolloutRing ring) {
    return ports
        .tags()
        .refusal(digest, ring)
        .map(
            why ->
                "ring '%s' must get what its clusters accept, got '%s', which they would refuse: %s; the ring stays where it is, publish a release that is signed as they demand"
                    .formatted(ring.name(), digest, why));
  }

  /** Ends the last rollout where it is; whoever runs it stops. */
  public RolloutRecord abort() {
    RolloutRecord last = last();
    if (last.state() != RolloutState.RUNNING) {
      throw new Failure(
          "a rollout to abort must be under way, got '%s', which %s; take it back with 'flotilla rollout back'"
              .formatted(last.plan().version(), last.state()));
    }
    return registry.end(last.in(RolloutState.ABORTED));
  }

  /** Returns each ring that the last rollout has moved to what it had, the first one last. */
  public RolloutRecord back() {
    RolloutRecord last = last();
    if (last.state() == RolloutState.RETURNED) {
      return last;
    }
    RolloutRecord record = registry.end(last.in(RolloutState.RETURNING));
    new RingReturn(ports, registry, progress).takeBack(record.plan());
    return registry.put(record.in(RolloutState.RETURNED), Optional.of(record));
  }

  private RolloutRecord last() {
    return ports
        .journal()
        .read()
        .orElseThrow(
            () ->
                new Failure(
                    "there must be a rollout, got no record of one; begin it with 'flotilla rollout"
                        + " start'"));
  }
}

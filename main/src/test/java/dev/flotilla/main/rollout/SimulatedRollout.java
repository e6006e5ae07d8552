package dev.flotilla.main.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.SimulatedCluster.Kind;
import dev.flotilla.main.rollout.SimulatedRegistry.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A fleet of three rings, a release, and what goes wrong with both: all of it from one seed. */
final class SimulatedRollout {
  static final String BEFORE = "sha256:before";
  static final String RELEASE = "sha256:release";
  static final List<RolloutRing> RINGS =
      List.of(
          new RolloutRing(new RingName("canary"), "stable-canary", ""),
          new RolloutRing(new RingName("early"), "stable-early", ""),
          new RolloutRing(new RingName("broad"), "stable", ""));

  private static final int NEVER = -1;
  private static final int MAX_RUNS = 100;

  final SimulatedWorld world;
  final SimulatedRegistry registry;
  final SimulatedClusters clusters;
  final RolloutPlan plan;

  /** The ring that the release must not get beyond, if it is a bad one. */
  final Optional<RolloutRing> last;

  final List<String> lines = new ArrayList<>();

  /**
   * Draws all of it.
   *
   * @param size how many clusters the fleet has
   */
  SimulatedRollout(long seed, int size, Faults faults, boolean isBad) {
    world = new SimulatedWorld(seed);
    registry = new SimulatedRegistry(world, faults);
    clusters = new SimulatedClusters(world);
    int[] budgets = {0, 1, 5, 20};
    int[] shares = {100, 95, 90};
    // With all clusters needed, a bad release must stop; otherwise slow failures may come too late.
    RolloutGates gates =
        new RolloutGates(
            isBad ? 100 : shares[world.between(0, 2)],
            budgets[world.between(0, 3)],
            Duration.ofMinutes(world.between(1, 10)),
            Duration.ofMinutes(15),
            Duration.ofMinutes(2));
    plan = new RolloutPlan("v1.2.0", RELEASE, RINGS, gates, "ann");
    last = isBad ? Optional.of(RINGS.get(world.between(0, 2))) : Optional.empty();
    int[] sizes = {Math.max(size / 100, 2), size / 10, size - size / 10 - Math.max(size / 100, 2)};
    for (int i = 0; i < RINGS.size(); i++) {
      registry.set(RINGS.get(i).tag(), BEFORE);
      boolean isStruck = last.isPresent() && i >= RINGS.indexOf(last.get());
      fill(RINGS.get(i), sizes[i], isStruck);
    }
    registry.beforeMove(this::requirePassed);
  }

  private void fill(RolloutRing ring, int size, boolean isStruck) {
    RolloutGates gates = plan.gates();
    int tolerated = Math.min(gates.errorBudget(), size * (100 - gates.minReady()) / 100);
    int troubled = world.between(0, tolerated);
    int struck = isStruck ? Math.min(size, gates.errorBudget() + world.between(1, size)) : 0;
    for (int i = 0; i < size; i++) {
      Kind kind = i < troubled ? troubled() : i < struck ? Kind.SOUND : untroubled();
      int readyAfter = readyAfter(kind);
      int bake = (int) gates.bake().toSeconds();
      int failsAfter = i < struck ? world.between(10, readyAfter + bake * 4 / 5) : NEVER;
      clusters.add(
          ring.name(),
          new SimulatedCluster(
              world, kind, registry.tag(ring.tag()), RELEASE, readyAfter, failsAfter));
    }
  }

  private Kind troubled() {
    return Kind.TROUBLED.get(world.between(0, Kind.TROUBLED.size() - 1));
  }

  private Kind untroubled() {
    return world.happens(0.8)
        ? Kind.SOUND
        : Kind.UNTROUBLED.get(world.between(0, Kind.UNTROUBLED.size() - 1));
  }

  private int readyAfter(Kind kind) {
    return switch (kind) {
      case SLOW -> world.between(300, 700);
      case LYING -> world.between(100, 700);
      case SOUND, CUT_OFF, FLAPPING, FAILING, UNREACHABLE -> world.between(5, 120);
    };
  }

  /** Has processes be killed, and somebody move tags back. */
  SimulatedRollout disturbed() {
    for (int kills = world.between(0, 4); kills > 0; kills--) {
      world.killAt(world.between(1, 600));
    }
    for (int moves = world.between(0, 3); moves > 0; moves--) {
      RolloutRing ring = RINGS.get(world.between(0, 2));
      world.at(world.between(1, 3000), () -> registry.set(ring.tag(), BEFORE));
    }
    return this;
  }

  Rollout rollout() {
    return rollout(ring -> Optional.empty());
  }

  Rollout rollout(RolloutGate gate) {
    return new Rollout(new RolloutPorts(registry, registry, clusters, gate, world), lines::add);
  }

  /** Runs it as somebody does who runs the same command again until it is through or stopped. */
  RolloutOutcome run() {
    RolloutOutcome outcome = again(() -> rollout().run(plan));
    for (int i = 0; i < MAX_RUNS && !outcome.isStopped() && !isEverywhere(); i++) {
      outcome = again(() -> rollout().run(plan));
    }
    return outcome;
  }

  RolloutRecord back() {
    return again(() -> rollout().back());
  }

  boolean isEverywhere() {
    return RINGS.stream().allMatch(ring -> registry.truth(ring.tag()).equals(RELEASE));
  }

  private interface Command<T> {
    T run();
  }

  private static <T> T again(Command<T> command) {
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < MAX_RUNS; i++) {
      try {
        return command.run();
      } catch (SimulatedWorld.Killed killed) {
        failures.add("killed");
      } catch (Failure failure) {
        failures.add(failure.getMessage());
      }
    }
    throw new AssertionError("stuck: " + failures);
  }

  /** No ring gets a release that has not shown what it must on the clusters of the one before. */
  private void requirePassed(String tag, String digest) {
    Map<String, Integer> places = new TreeMap<>();
    RINGS.forEach(ring -> places.put(ring.tag(), RINGS.indexOf(ring)));
    int place = places.get(tag);
    if (place == 0 || !digest.equals(RELEASE) || registry.truth(tag).equals(RELEASE)) {
      return;
    }
    var before = clusters.of(RINGS.get(place - 1).name()).values();
    long struck = before.stream().filter(one -> one.isStruck(world.second())).count();
    long ready = before.stream().filter(one -> one.hasBeenReady(world.second())).count();
    assertThat(struck).as("failing before " + tag).isLessThanOrEqualTo(plan.gates().errorBudget());
    assertThat(plan.gates().isEnough((int) ready, before.size()))
        .as("ready before " + tag)
        .isTrue();
  }
}

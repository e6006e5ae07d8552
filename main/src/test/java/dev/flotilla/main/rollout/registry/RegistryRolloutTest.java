package dev.flotilla.main.rollout.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.ClusterObservation;
import dev.flotilla.main.rollout.ClusterObservation.Health;
import dev.flotilla.main.rollout.RingClusters;
import dev.flotilla.main.rollout.Rollout;
import dev.flotilla.main.rollout.RolloutClock;
import dev.flotilla.main.rollout.RolloutGates;
import dev.flotilla.main.rollout.RolloutPlan;
import dev.flotilla.main.rollout.RolloutPorts;
import dev.flotilla.main.rollout.RolloutRecord;
import dev.flotilla.main.rollout.RolloutRing;
import dev.flotilla.main.rollout.RolloutState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rollouts over a registry that speaks its protocol; clusters are at once at what it has. */
class RegistryRolloutTest {
  private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<RolloutRing> RINGS =
      List.of(
          new RolloutRing(new RingName("canary"), "latest-stable-canary", ""),
          new RolloutRing(new RingName("broad"), "latest-stable", ""));
  private static final RolloutGates GATES =
      new RolloutGates(
          100, 0, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(1));

  /** Every request is tried by 'make campaigns' alone. */
  private static final int STEP = Integer.getInteger("race.step", 13);

  private final AtomicInteger seconds = new AtomicInteger();
  private MemoryRegistry registry;
  private String before;
  private String release;
  private String other;

  @BeforeEach
  void publish() throws IOException {
    registry = new MemoryRegistry();
    before =
        registry.publish(
            "v1.1.0@sha1:" + "1".repeat(40),
            "2026-01-01T00:00:00Z",
            "v1.1.0",
            "latest-stable-canary",
            "latest-stable");
    release = registry.publish("v1.2.0@sha1:" + "2".repeat(40), "2026-01-02T00:00:00Z", "v1.2.0");
    other = registry.publish("v1.3.0@sha1:" + "3".repeat(40), "2026-01-03T00:00:00Z", "v1.3.0");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private List<String> rings() {
    return RINGS.stream().map(ring -> registry.digest(ring.tag())).toList();
  }

  private RegistryJournal journal() {
    return new RegistryJournal(registry.artifact(), Channel.LATEST_STABLE, client(), signatures());
  }

  private RegistryTags tags() {
    return new RegistryTags(registry.artifact(), client(), signatures(), Duration.ofSeconds(10));
  }

  private ArtifactRegistry client() {
    return registry.client(TimeLimits.PUBLISH);
  }

  private Signatures signatures() {
    return new Signatures(
        registry.artifact(),
        () -> {
          throw new AssertionError("nothing is signed");
        },
        Map.of(),
        Optional.empty());
  }

  private Rollout rollout() {
    return new Rollout(
        new RolloutPorts(
            tags(),
            journal(),
            new FollowingClusters(),
            ring -> Optional.empty(),
            new StoppedClock()),
        line -> {});
  }

  private RolloutPlan plan(String version, String digest) {
    return new RolloutPlan(version, digest, RINGS, GATES, "ann");
  }

  /** One cluster a ring. */
  private final class FollowingClusters implements RingClusters {
    @Override
    public void fetch(RingName ring) {}

    @Override
    public SortedMap<String, ClusterObservation> observe(RingName ring) {
      String tag =
          RINGS.stream().filter(one -> one.name().equals(ring)).findFirst().orElseThrow().tag();
      SortedMap<String, ClusterObservation> seen = new TreeMap<>();
      seen.put("prod", new ClusterObservation(registry.digest(tag), 1, 1, Health.READY, ""));
      return seen;
    }
  }

  /** Passes only when somebody waits. */
  private final class StoppedClock implements RolloutClock {
    @Override
    public Instant now() {
      return BEGUN.plusSeconds(seconds.get());
    }

    @Override
    public void pause(Duration duration) {
      seconds.addAndGet((int) duration.toSeconds());
    }
  }

  @Test
  void recordIsReadAsItWasWritten() {
    assertThat(journal().read()).isEmpty();
    RolloutRecord record =
        new RolloutRecord(
            new RolloutPlan(
                "v1.2.0",
                release,
                List.of(new RolloutRing(new RingName("canary"), "latest-stable-canary", before)),
                GATES,
                "Ann \"é\""),
            Instant.parse("2026-01-01T00:00:00.123456789Z"),
            RolloutState.RETURNING);

    journal().write(record);

    assertThat(journal().read()).contains(record);
    assertThat(client().tags()).contains("rollout-latest-stable");
  }

  @Test
  void tagThatIsAtNoRecordIsRefused() {
    registry.publish("v1.4.0", "2026-01-04T00:00:00Z", "rollout-latest-stable");

    assertThatThrownBy(() -> journal().read())
        .isInstanceOf(Failure.class)
        .hasMessage(
            "tag 'rollout-latest-stable' of '%s' must be at the record of its rollout, got"
                + " something else; find out who has set it, and remove it",
            registry.artifact().url());
  }

  /** One signer signs all of them, so anyone who can push could put one in another's place. */
  @Test
  void recordOfAnotherChannelIsRefused() {
    rollout().run(plan("v1.2.0", release));
    registry.move("rollout-slow", "rollout-latest-stable");

    assertThatThrownBy(
            () ->
                new RegistryJournal(
                        registry.artifact(),
                        Channel.tag("slow").ofReleases(),
                        client(),
                        signatures())
                    .read())
        .isInstanceOf(Failure.class)
        .hasMessage(
            "tag 'rollout-slow' of '%s' must be at the record of its rollout, got something else,"
                + " which is of 'acme/apps/web:rollout-latest-stable'; find out who has set it, and"
                + " remove it",
            registry.artifact().url());
  }

  @Test
  void ringThatSomebodyMovedBackIsDisplaced() {
    rollout().run(plan("v1.2.0", release));
    RolloutRecord completed = journal().read().orElseThrow();

    assertThat(completed.displaced("latest-stable", release)).isEmpty();
    assertThat(completed.displaced("latest-stable", before))
        .contains(
            "ring 'broad' must be where its last rollout has left it, that of 'v1.2.0', which is completed, got '%s'; find out who has moved tag 'latest-stable', then roll out again, or take it back with 'flotilla rollout back'"
                .formatted(before));
    assertThat(completed.displaced("of-no-ring", before)).isEmpty();
    rollout().back();
    assertThat(journal().read().orElseThrow().displaced("latest-stable", release)).isPresent();
    assertThat(journal().read().orElseThrow().displaced("latest-stable", before)).isEmpty();
  }

  @Test
  void releaseGoesThroughTheRingsAndBack() {
    assertThat(rollout().run(plan("v1.2.0", release)).record().state())
        .isEqualTo(RolloutState.COMPLETED);
    assertThat(rings()).containsOnly(release);

    assertThat(rollout().back().state()).isEqualTo(RolloutState.RETURNED);
    assertThat(rings()).containsOnly(before);
  }

  @Test
  void releaseThatIsNotInTheRegistryMovesNothing() {
    String missing = "sha256:" + "0".repeat(64);

    assertThatThrownBy(() -> rollout().run(plan("v1.5.0", missing)))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "what a ring gets must be in the registry, got no '%s' in '%s'; publish it again",
            missing, registry.artifact().url());
    assertThat(rings()).containsOnly(before);
  }

  @Test
  void twoRolloutsNeverMixTheirReleasesAtAnyRequest() throws IOException {
    List<String> won = new ArrayList<>();
    try (MemoryRegistry atFirst = new MemoryRegistry()) {
      atFirst.copy(registry);
      for (int moment = 1; ; moment += STEP) {
        registry.copy(atFirst);
        int wanted = moment;
        AtomicInteger requests = new AtomicInteger();
        AtomicBoolean hasRun = new AtomicBoolean();
        registry.before(
            exchange -> {
              if (!hasRun.get() && requests.incrementAndGet() == wanted) {
                hasRun.set(true);
                said(() -> rollout().run(plan("v1.3.0", other)));
              }
            });
        String said = said(() -> rollout().run(plan("v1.2.0", release)));
        registry.before(exchange -> {});
        if (!hasRun.get()) {
          break;
        }
        assertThat(rings()).as("request %d, said: %s", moment, said).doesNotContain(before);
        assertThat(rings().stream().distinct()).as("request %d: %s", moment, said).hasSize(1);
        won.add(rings().get(0));
      }
    }
    assertThat(won).contains(release).hasSizeGreaterThan(60 / STEP);
  }

  private static String said(Runnable command) {
    try {
      command.run();
      return "";
    } catch (Failure failure) {
      return failure.getMessage();
    }
  }
}

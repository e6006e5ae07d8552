package dev.flotilla.main.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.git.GitFiles;
import dev.flotilla.main.publish.git.GitRepository;
import dev.flotilla.main.publish.git.TestRepository;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import dev.flotilla.main.report.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two publish at the same time: one is held up at each of its requests in turn, and there the other
 * runs from its beginning to its end.
 */
class PublishRaceTest {
  private static final Version V1_0_0 = new Version(1, 0, 0);
  private static final Version V1_1_0 = new Version(1, 1, 0);
  private static final Version V1_2_0 = new Version(1, 2, 0);

  /** Every request is tried by 'make campaigns' alone, which takes minutes. */
  private static final int STEP = Integer.getInteger("race.step", 13);

  @TempDir Path temporary;

  private MemoryRegistry registry;
  private MemoryRegistry atFirst;
  private Clone first;
  private Clone older;
  private Clone newer;

  /** Somebody's clone: an older one does not have the newer commits. */
  private record Clone(Path folder, GitRepository git, PackedFolder packed) {
    static Clone of(Path repository, Path folder) {
      TestRepository.clone(repository, folder);
      GitRepository git = TestRepository.seen(folder.resolve("web"));
      return new Clone(folder, git, PackedFolder.of(folder, new GitFiles(git).committed()));
    }

    Revision build() {
      return Revision.ofBranch(git, content(), Optional.empty());
    }

    Revision release(Version version) {
      return Revision.ofRelease(git, content(), version);
    }

    private ArtifactContent content() {
      return ArtifactContent.component(folder.resolve("web"), "web/v");
    }
  }

  @BeforeEach
  void commit() throws IOException {
    registry = new MemoryRegistry();
    atFirst = new MemoryRegistry();
    Path folder = Files.createDirectory(temporary.resolve("repository"));
    TestRepository repository = new TestRepository(folder);
    repository.commit("web/a.yaml", "first");
    first = Clone.of(folder, temporary.resolve("first"));
    repository.commit("web/a.yaml", "older");
    older = Clone.of(folder, temporary.resolve("older"));
    repository.commit("web/a.yaml", "newer");
    newer = Clone.of(folder, temporary.resolve("newer"));
  }

  @AfterEach
  void close() {
    registry.close();
    atFirst.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void branchNeverMovesBackAtAnyDelayOfTheOlderPublish(boolean isNew) {
    Revision early = older.build();
    Revision late = newer.build();
    if (!isNew) {
      assertThat(publish(first.build(), first)).isEmpty();
    }

    int moments =
        interleaved(
            () -> publish(early, older),
            () -> publish(late, newer),
            (held, other, moment) -> {
              assertThat(other).isEmpty();
              assertAt("latest", late.tag(newer.packed()).tag(), held, moment);
              held.ifPresent(
                  said ->
                      assertThat(said)
                          .isIn(
                              "channel 'latest' of 'oci://%s/acme/apps/web' is at '%s', a commit that this clone does not have, so it is unknown which is newer; run 'git fetch --unshallow', or 'git fetch' if the clone is complete; if the commit no longer exists, remove that tag from the registry"
                                  .formatted(registry.address(), late.text()),
                              "channel 'latest' of 'oci://%s/acme/apps/web' is at '%s', which is newer than '%s' and was published at the same time; no action is needed"
                                  .formatted(registry.address(), late.text(), early.text())));
            });
    assertThat(moments).isGreaterThan(12);
  }

  @Test
  void branchMovesForwardAtAnyDelayOfTheNewerPublish() {
    Revision early = older.build();
    Revision late = newer.build();
    assertThat(publish(first.build(), first)).isEmpty();

    interleaved(
        () -> publish(late, newer),
        () -> publish(early, older),
        (held, other, moment) -> {
          assertThat(held).as("held up at request %d", moment).isEmpty();
          assertAt("latest", late.tag(newer.packed()).tag(), held, moment);
        });
  }

  @Test
  void releasesNeverMoveBackAtAnyDelay() {
    Revision early = older.release(V1_1_0);
    Revision late = newer.release(V1_2_0);
    assertThat(publish(first.release(V1_0_0), first)).isEmpty();

    interleaved(
        () -> publish(early, older),
        () -> publish(late, newer),
        (held, other, moment) -> {
          assertThat(other).isEmpty();
          assertAt("latest-stable", "v1.2.0", held, moment);
        });
    interleaved(
        () -> publish(late, newer),
        () -> publish(early, older),
        (held, other, moment) -> {
          assertThat(held).as("held up at request %d", moment).isEmpty();
          assertAt("latest-stable", "v1.2.0", held, moment);
        });
  }

  /** A tag that two set at the very same moment is the one thing that nobody sees. */
  @Test
  void oneVersionIsPublishedOnceAtAnyDelay() {
    Revision one = older.release(V1_1_0);
    Revision two = newer.release(V1_1_0);
    AtomicInteger both = new AtomicInteger();

    interleaved(
        () -> publish(one, older),
        () -> publish(two, newer),
        (held, other, moment) -> {
          if (held.isEmpty() && other.isEmpty()) {
            both.incrementAndGet();
          } else {
            assertThat(held.or(() -> other).orElseThrow())
                .contains("tag 'v1.1.0' of ", "must keep its content, sha256:");
            assertAt("latest-stable", "v1.1.0", held, moment);
          }
        });
    assertThat(both.get()).isLessThanOrEqualTo(1);
  }

  @Test
  void rollbackAndReleaseEndAsInOneOfTheTwoOrders() {
    Revision next = newer.release(V1_2_0);
    assertThat(publish(first.release(V1_0_0), first)).isEmpty();
    assertThat(publish(older.release(V1_1_0), older)).isEmpty();

    interleaved(
        () -> publish(next, newer),
        this::rollBack,
        (held, other, moment) ->
            assertThat(
                    held.isEmpty()
                        ? new String[] {"v1.2.0", "v1.0.0-rollback-from-v1.2.0"}
                        : new String[] {
                          "v1.0.0-rollback-from-v1.1.0", "v1.0.0-rollback-from-v1.2.0"
                        })
                .as("held up at request %d, said %s and %s", moment, held, other)
                .extracting(registry::digest)
                .contains(registry.digest("latest-stable")));
    interleaved(
        this::rollBack,
        () -> publish(next, newer),
        (held, other, moment) -> {
          assertThat(other).isEmpty();
          if (held.isPresent()) {
            assertThat(held.get())
                .isEqualTo(
                    "channel 'latest-stable' of 'oci://%s/acme/apps/web' must not move during a rollback, got '%s'; check whether that move is wanted, and roll back again if it is not",
                    registry.address(), next.text());
            assertAt("latest-stable", "v1.2.0", held, moment);
          }
        });
  }

  private void assertAt(String channel, String tag, Optional<String> held, int moment) {
    assertThat(registry.digest(channel))
        .as("held up at request %d, it said: %s", moment, held)
        .isEqualTo(registry.digest(tag))
        .isNotEmpty();
  }

  private interface Run {
    /** Returns why it failed, if it did. */
    Optional<String> run();
  }

  private interface Check {
    void check(Optional<String> held, Optional<String> other, int moment);
  }

  /** Returns a moment that is after the last. */
  private int interleaved(Run held, Run other, Check check) {
    atFirst.copy(registry);
    for (int moment = 1; ; moment += STEP) {
      registry.copy(atFirst);
      int wanted = moment;
      AtomicInteger requests = new AtomicInteger();
      AtomicBoolean hasRun = new AtomicBoolean();
      AtomicReference<Optional<String>> otherSaid = new AtomicReference<>(Optional.empty());
      registry.before(
          exchange -> {
            if (!hasRun.get() && requests.incrementAndGet() == wanted) {
              hasRun.set(true);
              otherSaid.set(other.run());
            }
          });
      Optional<String> heldSaid = held.run();
      registry.before(exchange -> {});
      if (!hasRun.get()) {
        registry.copy(atFirst);
        return moment;
      }
      check.check(heldSaid, otherSaid.get(), moment);
    }
  }

  private Optional<String> publish(Revision revision, Clone clone) {
    String channel = revision instanceof Revision.OfBranch ? "latest" : "latest-stable";
    return said(() -> publisher(channel).publish(revision, clone.packed(), Optional.empty()));
  }

  private Optional<String> rollBack() {
    return said(() -> publisher("latest-stable").rollBack(V1_0_0));
  }

  private static Optional<String> said(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (Failure failure) {
      return Optional.of(failure.getMessage());
    }
  }

  private ArtifactPublisher publisher(String channel) {
    return UnsignedPublisher.of(registry, channel, List.of(), new ByteArrayOutputStream());
  }
}

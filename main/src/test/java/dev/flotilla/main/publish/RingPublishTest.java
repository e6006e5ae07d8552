package dev.flotilla.main.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.git.GitFiles;
import dev.flotilla.main.publish.git.GitRepository;
import dev.flotilla.main.publish.git.TestRepository;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import dev.flotilla.main.report.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel with rings stays where it is; signatures are the black-box tests'. */
class RingPublishTest {
  private static final List<String> RINGS = List.of("canary", "broad");
  private static final Version V1_2_0 = new Version(1, 2, 0);

  @TempDir Path folder;

  private final ByteArrayOutputStream status = new ByteArrayOutputStream();
  private MemoryRegistry registry;
  private TestRepository repository;

  @BeforeEach
  void start() throws IOException {
    registry = new MemoryRegistry();
    repository = new TestRepository(folder);
    repository.commit("web/a.yaml", "first");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void publishSetsTheTagOfTheVersionAlone() {
    String digest = publish(V1_2_0, RINGS);

    assertThat(registry.client(TimeLimits.PUBLISH).tags()).containsExactly("v1.2.0");
    assertThat(digest).endsWith("@" + registry.digest("v1.2.0"));
    assertThat(status.toString(StandardCharsets.UTF_8))
        .contains("web: tag: v1.2.0\n")
        .endsWith("web: rings: canary, broad stay where they are until a rollout moves them\n");
  }

  @Test
  void publishMovesTheChannelOfAnEnvironmentWithoutRings() {
    publish(V1_2_0, List.of());

    assertThat(registry.digest("latest-stable")).isEqualTo(registry.digest("v1.2.0"));
    assertThat(status.toString(StandardCharsets.UTF_8)).doesNotContain("rings");
  }

  @Test
  void secondPublishIsUnchanged() {
    String first = publish(V1_2_0, RINGS);
    status.reset();

    assertThat(publish(V1_2_0, RINGS)).isEqualTo(first);
    assertThat(status.toString(StandardCharsets.UTF_8))
        .startsWith("web: unchanged: v1.2.0 is at web/v1.2.0@sha1:");
  }

  /** Which way a ring moves is the rollout's affair. */
  @Test
  void lowerVersionThanTheRingsAreAtIsPublished() {
    publish(V1_2_0, List.of());
    String released = registry.digest("latest-stable");
    repository.commit("web/a.yaml", "fix of an older one");

    publish(new Version(1, 1, 1), RINGS);

    assertThat(registry.digest("v1.1.1")).isNotEqualTo(released);
    assertThat(registry.digest("latest-stable")).isEqualTo(released);
  }

  @Test
  void otherContentOfAVersionIsRefused() {
    publish(V1_2_0, RINGS);
    String published = registry.digest("v1.2.0");
    repository.commit("web/a.yaml", "second");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> publish(V1_2_0, RINGS))
        .withMessageStartingWith("tag 'v1.2.0' of ")
        .withMessageContaining(" must keep its content, sha256:");
    assertThat(registry.digest("v1.2.0")).isEqualTo(published);
  }

  private String publish(Version version, List<String> rings) {
    GitRepository git = TestRepository.seen(folder.resolve("web"));
    Revision revision =
        Revision.ofRelease(git, ArtifactContent.component(folder.resolve("web"), "web/v"), version);
    PackedFolder packed = PackedFolder.of(folder, new GitFiles(git).committed());
    return UnsignedPublisher.of(registry, "latest-stable", rings, status)
        .publish(revision, packed, Optional.empty())
        .toString();
  }
}

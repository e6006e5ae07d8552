package dev.flotilla.main.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionCheckTest {
  private static final String OLDER = "a".repeat(40);
  private static final String NEWER = "b".repeat(40);

  @TempDir Path folder;

  private MemoryRegistry registry;
  private ArtifactRegistry client;

  @BeforeEach
  void open() throws IOException {
    registry = new MemoryRegistry();
    client = registry.client(TimeLimits.PUBLISH);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private ArtifactManifest published(String revision, String time, String... tags) {
    return client.findDigest(registry.publish(revision, time, tags)).orElseThrow();
  }

  private ArtifactManifest release(String version, String... more) {
    ArtifactManifest manifest =
        published("web/%s@sha1:%s".formatted(version, OLDER), "2026-01-02T03:04:05Z", version);
    for (String tag : more) {
      client.tag(manifest, tag);
    }
    return manifest;
  }

  private Optional<String> warning(String channel, ArtifactManifest running) {
    return new VersionCheck(
            Map.of("DOCKER_CONFIG", folder.toString(), "PATH", "/bin"), folder, new SecretMask())
        .warning(
            registry.artifact(),
            new Channel.Tag(new OciTag(channel), channel.equals("latest-stable")),
            running.digest());
  }

  @Test
  void checkIsSilentAboutTheHighestRelease() {
    release("v1.9.0");

    assertThat(warning("latest-stable", release("v1.10.0", "latest-stable"))).isEmpty();
  }

  @Test
  void warnsOfAChannelThatWasMovedBack() {
    ArtifactManifest old = release("v1.9.0", "latest-stable");
    release("v1.10.0");

    assertThat(warning("latest-stable", old))
        .contains(
            "'web' must run the newest signed version, 'web/v1.10.0@sha1:aaaaaaaa', got 'web/v1.9.0@sha1:aaaaaaaa'; channel 'latest-stable' of 'oci://%s/acme/apps/web' was moved back without a signed rollback: find out by whom, then publish again, or roll back with 'flotilla publish --rollback-to'"
                .formatted(registry.address()));
  }

  @Test
  void reportsThatFluxIsBehindItsChannel() {
    ArtifactManifest old = release("v1.9.0");
    release("v1.10.0", "latest-stable");

    assertThat(warning("latest-stable", old))
        .contains(
            "'web' must run the newest signed version, 'web/v1.10.0@sha1:aaaaaaaa', got 'web/v1.9.0@sha1:aaaaaaaa'; channel 'latest-stable' is at the newer one already: Flux fetches it, or reports why it cannot");
  }

  /** The rollback is in what is signed, and for the versions of its time alone. */
  @Test
  void checkIsSilentAboutARollback() {
    ArtifactManifest old = release("v1.9.0");
    release("v1.10.0");
    ArtifactManifest rolledBack = old.asRollbackFrom(new Version(1, 10, 0));
    client.push(rolledBack);
    client.tag(rolledBack, "latest-stable");

    assertThat(warning("latest-stable", rolledBack)).isEmpty();
    release("v1.10.1");
    assertThat(warning("latest-stable", rolledBack)).isPresent();
  }

  /** Whoever can push can put a tag anywhere. */
  @Test
  void ignoresTagsThatAreNotVersions() {
    ArtifactManifest old =
        release("v1.9.0", "latest-stable", "v9.9.9", "main-20990102030405-aaaaaaaa");

    assertThat(warning("latest-stable", old)).isEmpty();
  }

  @Test
  void warnsOfABranchThatWasMovedBackByTheTimesOfItsCommits() {
    ArtifactManifest old =
        published(
            "main@sha1:" + OLDER, "2026-01-02T03:04:05Z", "main-20260102030405-aaaaaaaa", "latest");
    assertThat(warning("latest", old)).isEmpty();
    published(
        "main@sha1:" + NEWER + "+dirty",
        "2026-01-02T03:04:06Z",
        "main-20260102030406-bbbbbbbb-dirty-01234567");
    published("other@sha1:" + NEWER, "2026-01-02T03:04:06Z", "other-20260102030406-bbbbbbbb");
    assertThat(warning("latest", old)).isEmpty();

    published("main@sha1:" + NEWER, "2026-01-02T03:04:07Z", "main-20260102030407-bbbbbbbb");

    assertThat(warning("latest", old).orElseThrow())
        .startsWith(
            "'web' must run the newest signed version, 'main@sha1:bbbbbbbb', got 'main@sha1:aaaaaaaa'; channel 'latest' of ");
  }

  @Test
  void reportsWhyTheVersionIsUnknown() {
    ArtifactManifest gone = release("v1.9.0");
    registry.remove(gone.digest());
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> warning("latest", gone))
        .withMessage(
            "the running artifact must be in its registry, got no '%s' in 'oci://%s/acme/apps/web'; publish it again",
            gone.digest(), registry.address());

    ArtifactManifest foreign = published("1.0", "2026-01-02T03:04:05Z");
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> warning("latest", foreign))
        .withMessage(
            "the running artifact must name its version and commit, got '1.0' on %s of 'oci://%s/acme/apps/web'; publish it with 'flotilla publish'",
            Digest.shortened(foreign.digest()), registry.address());
  }

  @Test
  void verifiesOnlyTheNewestVersions() {
    ArtifactManifest old = release("v1.0.0", "latest-stable");
    for (int minor = 1; minor < 8; minor++) {
      client.tag(old, "v1." + minor + ".0");
    }

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> warning("latest-stable", old))
        .withMessage(
            "one of the newest 5 versions must be signed, got none from 'v1.7.0' on; publish them again, or remove their tags from the registry");
  }
}

package dev.flotilla.main.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.content.FolderFiles;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.git.TestRepository;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionTest {
  private static final String CHANNEL = "channel 'latest' of 'oci://ghcr.io/acme/fleet'";
  private static final String STABLE = "channel 'latest-stable' of 'oci://ghcr.io/acme/fleet'";

  @TempDir Path folder;

  private TestRepository repository;
  private ArtifactContent fleet;
  private ArtifactContent web;
  private String older;

  @BeforeEach
  void commit() {
    repository = new TestRepository(folder);
    older = repository.commit("web/a.yaml", "a");
    fleet = ArtifactContent.rendered(List::of, folder, "v");
    web = ArtifactContent.component(folder.resolve("web"), "web/v");
  }

  @Nested
  class OfBranch {
    @Test
    void isTheBranchAndTheCommit() {
      Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

      assertThat(revision.text()).isEqualTo("main@sha1:" + older);
      assertThat(revision.tag(packed()).tag())
          .isEqualTo("main-20260102030405-" + older.substring(0, 8));
    }

    @Test
    void isMarkedWithItsContentWhereThatIsInNoCommit() {
      repository.write("web/a.yaml", "changed");

      Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

      assertThat(revision.text()).isEqualTo("main@sha1:" + older + "+dirty");
      assertThat(revision.tag(packed()).tag())
          .isEqualTo(
              "main-20260102030405-%s-dirty-%s"
                  .formatted(older.substring(0, 8), packed().digest().substring(7, 15)));
    }

    @Test
    void isNotMarkedForWhatIsOutsideOfAComponent() {
      repository.write("other/a.yaml", "new");

      assertThat(Revision.ofBranch(repository.seenFrom("web"), web, Optional.empty()).text())
          .isEqualTo("main@sha1:" + older);
    }

    @Test
    void hasATagThatRegistriesTakeWhateverTheBranchIsCalled() {
      repository.git("switch", "--quiet", "--create", "feature/" + "ä".repeat(100));

      assertThat(Revision.ofBranch(repository.seen(), fleet, Optional.empty()).tag(packed()).tag())
          .isEqualTo("feature-" + "-".repeat(72) + "-20260102030405-" + older.substring(0, 8))
          .hasSizeLessThan(128);
    }

    @Test
    void refusesACommitWithoutABranch() {
      repository.git("switch", "--quiet", "--detach", older);

      assertRefused(
          () -> Revision.ofBranch(repository.seen(), fleet, Optional.empty()),
          "a publish needs a branch, got a detached HEAD in '%s'; check out the branch with 'git switch', or name it with --branch"
              .formatted(folder));
    }

    @Test
    void isOfTheNamedBranchWhereACommitWasCheckedOutAlone() {
      repository.git("switch", "--quiet", "--detach", older);

      Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.of("release/1"));

      assertThat(revision.text()).isEqualTo("release/1@sha1:" + older);
      assertThat(revision.tag(packed()).tag())
          .isEqualTo("release-1-20260102030405-" + older.substring(0, 8));
    }

    @Test
    void refusesAnotherBranchThanTheOneThatIsCheckedOut() {
      assertThat(Revision.ofBranch(repository.seen(), fleet, Optional.of("main")).text())
          .isEqualTo("main@sha1:" + older);
      assertRefused(
          () -> Revision.ofBranch(repository.seen(), fleet, Optional.of("mian")),
          "--branch must be 'main', the branch checked out in '%s', got 'mian'; check out 'mian', or drop --branch"
              .formatted(folder));
    }

    @Test
    void movesOnToADescendantTheSameAndAnotherBranch() {
      String newer = repository.commit("web/a.yaml", "b");
      repository.git("switch", "--quiet", "--create", "other", older);
      String aside = repository.commit("web/a.yaml", "c");
      repository.git("switch", "--quiet", "main");
      Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

      for (String current : new String[] {older, newer, aside}) {
        assertThatCode(() -> revision.requireForward(at("main@sha1:" + current), CHANNEL))
            .doesNotThrowAnyException();
      }
    }

    @Test
    void doesNotMoveBack() {
      String newer = repository.commit("web/a.yaml", "b");
      repository.git("reset", "--quiet", "--hard", older);
      Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

      assertRefused(
          () -> revision.requireForward(at("main@sha1:" + newer + "+dirty"), CHANNEL),
          "channel 'latest' of 'oci://ghcr.io/acme/fleet' must not move back, it is at 'main@sha1:%s+dirty', got the older 'main@sha1:%s'; publish a newer commit, or revert in Git"
              .formatted(newer, older));
    }

    @Test
    void doesNotMoveFromACommitThatNobodyKnows() {
      String unknown = "main@sha1:0123456789012345678901234567890123456789";
      Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

      assertRefused(
          () -> revision.requireForward(at(unknown), CHANNEL),
          "channel 'latest' of 'oci://ghcr.io/acme/fleet' is at 'main@sha1:0123456789012345678901234567890123456789', a commit that this clone does not have, so it is unknown which is newer; run 'git fetch --unshallow', or 'git fetch' if the clone is complete; if the commit no longer exists, remove that tag from the registry");
    }

    @Test
    void doesNotMoveFromWhatNamesNoCommit() {
      Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());
      ArtifactManifest current = at("1.0");

      assertRefused(
          () -> revision.requireForward(current, CHANNEL),
          "channel 'latest' of 'oci://ghcr.io/acme/fleet' must name its Git revision, so that it never moves back, got '1.0' on %s; remove that tag from the registry"
              .formatted(current.digest()));
    }

    @Test
    void isOlderThanDescendantsAndThanWhatThisCloneDoesNotHave() {
      String newer = repository.commit("web/a.yaml", "b");
      Revision newest = Revision.ofBranch(repository.seen(), fleet, Optional.empty());
      repository.git("reset", "--quiet", "--hard", older);
      Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

      assertThat(revision.isOlderThan(build("20000101000000", newer))).isTrue();
      assertThat(newest.isOlderThan(build("20990101000000", older))).isFalse();
      assertThat(revision.isOlderThan(build("20990101000000", older))).isFalse();
      assertThat(revision.isOlderThan(build("20260102030405", "01234567"))).isTrue();
      assertThat(revision.isOlderThan(build("20260102030404", "01234567"))).isFalse();
      assertThat(revision.isOlderThan(tag("other-20990102030405-01234567"))).isFalse();
      assertThat(revision.isOlderThan(tag("v9.0.0"))).isFalse();
    }

    private static VersionTag build(String time, String commit) {
      return tag("main-" + time + "-" + commit.substring(0, 8));
    }

    @Test
    void isTheSameWhateverTheCommitWhenTheContentIs() {
      Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

      assertThat(revision.isSame(revision.manifest(packed()), packed())).isTrue();
      assertThat(revision.isSame(at("main@sha1:" + older), packed())).isFalse();
    }
  }

  @Nested
  class OfRelease {
    @Test
    void ofTheFleetIsTheVersion() {
      Revision revision = Revision.ofRelease(repository.seen(), fleet, version("v1.2.3"));

      assertThat(revision.text()).isEqualTo("v1.2.3@sha1:" + older);
      assertThat(revision.tag(packed()).tag()).isEqualTo("v1.2.3");
    }

    @Test
    void ofAComponentIsTheVersionAfterItsName() {
      Revision revision = Revision.ofRelease(repository.seenFrom("web"), web, version("v1.2.3"));

      assertThat(revision.text()).isEqualTo("web/v1.2.3@sha1:" + older);
      assertThat(revision.tag(packed()).tag()).isEqualTo("v1.2.3");
    }

    @ParameterizedTest
    @CsvSource({"web-v, web-v1.2.3", "web@v, web@v1.2.3", "'', 1.2.3"})
    void isNamedAsGitNamesReleases(String prefix, String tag) {
      ArtifactContent content = ArtifactContent.component(folder.resolve("web"), prefix);

      Revision revision =
          Revision.ofRelease(repository.seenFrom("web"), content, version("v1.2.3"));

      assertThat(revision.text()).isEqualTo(tag + "@sha1:" + older);
      assertThat(revision.tag(packed()).tag()).isEqualTo("v1.2.3");
      assertRefused(
          () -> revision.requireForward(at(tag.replace("1.2.3", "1.2.4") + "@sha1:c"), STABLE),
          "channel 'latest-stable' of 'oci://ghcr.io/acme/fleet' moves forward only, it is at 'v1.2.4', got 'v1.2.3'; publish a newer version, or go back to a published one with --rollback-to");
    }

    @Test
    void isOfTheCommitOfItsTag() {
      repository.git("tag", "web/v1.2.3");
      String newer = repository.commit("web/a.yaml", "b");
      repository.git("tag", "v1.2.3");

      assertThat(Revision.ofRelease(repository.seen(), fleet, version("v1.2.3")).text())
          .isEqualTo("v1.2.3@sha1:" + newer);
      assertRefused(
          () -> Revision.ofRelease(repository.seenFrom("web"), web, version("v1.2.3")),
          "release 'web/v1.2.3' must be built from the commit of its Git tag, %s, got %s; check the tag out, or release another version"
              .formatted(older, newer));
    }

    @Test
    void refusesWhatIsInNoCommit() {
      repository.write("web/a.yaml", "changed");

      assertRefused(
          () -> Revision.ofRelease(repository.seenFrom("web"), web, version("v1.2.3")),
          "a release must be built from a commit, got uncommitted changes in '%s'; commit or stash them"
              .formatted(folder.resolve("web")));
    }

    @Test
    void movesForwardOnly() {
      Revision revision = Revision.ofRelease(repository.seen(), fleet, version("v1.10.0"));

      for (String current : new String[] {"v1.9.0@sha1:a", "web/v1.10.0@sha1:b", "v0.1.0"}) {
        assertThatCode(() -> revision.requireForward(at(current), STABLE))
            .doesNotThrowAnyException();
      }
      assertRefused(
          () -> revision.requireForward(at("web/v1.10.1@sha1:c"), STABLE),
          "channel 'latest-stable' of 'oci://ghcr.io/acme/fleet' moves forward only, it is at 'v1.10.1', got 'v1.10.0'; publish a newer version, or go back to a published one with --rollback-to");
    }

    @Test
    void doesNotMoveFromWhatIsNoRelease() {
      Revision revision = Revision.ofRelease(repository.seen(), fleet, version("v1.10.0"));
      ArtifactManifest current = at("main@sha1:abc");

      assertRefused(
          () -> revision.requireForward(current, STABLE),
          "channel 'latest-stable' of 'oci://ghcr.io/acme/fleet' must name its version, so that it moves forward only, got 'main@sha1:abc' on %s; roll back to a release with --rollback-to"
              .formatted(current.digest()));
    }

    @Test
    void isTheSameAsItsVersionAloneRolledBackToToo() {
      Revision revision = Revision.ofRelease(repository.seen(), fleet, version("v1.2.3"));
      Revision next = Revision.ofRelease(repository.seen(), fleet, version("v1.2.4"));
      ArtifactManifest manifest = revision.manifest(packed());

      assertThat(revision.isSame(manifest, packed())).isTrue();
      assertThat(revision.isSame(manifest.asRollbackFrom(version("v1.3.0")), packed())).isTrue();
      assertThat(next.isSame(manifest, packed())).isFalse();
    }

    @Test
    void isOlderThanHigherVersionsAlone() {
      Revision revision = Revision.ofRelease(repository.seen(), fleet, version("v1.10.0"));

      assertThat(revision.isOlderThan(tag("v1.11.0"))).isTrue();
      assertThat(revision.isOlderThan(tag("v1.10.0"))).isFalse();
      assertThat(revision.isOlderThan(tag("v1.9.0"))).isFalse();
      assertThat(revision.isOlderThan(tag("main-20990102030405-01234567"))).isFalse();
    }
  }

  private PackedFolder packed() {
    return FolderFiles.pack(folder.resolve("web"));
  }

  private static VersionTag tag(String tag) {
    return VersionTag.parse(tag).orElseThrow();
  }

  private static Version version(String text) {
    return Version.ofTag(text).orElseThrow();
  }

  /** Returns what a channel is at that was published from {@code revision}. */
  private static ArtifactManifest at(String revision) {
    return ArtifactManifest.parse(
        "{\"annotations\": {\"org.opencontainers.image.revision\": \"" + revision + "\"}}",
        Failure::new);
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatExceptionOfType(Failure.class).isThrownBy(action::run).withMessage(message);
  }
}

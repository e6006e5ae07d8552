package dev.flotilla.main.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.flotilla.main.publish.content.FolderFiles;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.git.TestRepository;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchRevisionTest {
  private static final String CHANNEL = "channel 'latest' of 'oci://ghcr.io/acme/fleet'";

  @TempDir Path folder;
  private TestRepository repository;
  private ArtifactContent fleet;
  private ArtifactContent web;
  private String older;

  @BeforeEach
  void commit() {
    repository = new TestRepository(folder);
    older = repository.commit("web/a.yaml", "a");
    fleet = ArtifactContent.rendered(RenderedFleets::example, folder, "v");
    web = ArtifactContent.component(folder.resolve("web"), "web/v");
  }

  @Test
  void namesTheBranchAndTheCommit() {
    Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

    assertThat(revision.text()).isEqualTo("main@sha1:" + older);
    assertThat(revision.tag(packed()).tag())
        .isEqualTo("main-20260102030405-" + older.substring(0, 8));
  }

  @Test
  void revisionIsMarkedWithItsContentWhereThatIsNotCommitted() {
    repository.write("web/a.yaml", "changed");

    Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

    assertThat(revision.text()).isEqualTo("main@sha1:" + older + "+dirty");
    assertThat(revision.tag(packed()).tag())
        .isEqualTo(
            "main-20260102030405-%s-dirty-%s"
                .formatted(older.substring(0, 8), packed().digest().substring(7, 15)));
  }

  @Test
  void revisionIsNotMarkedForChangesOutsideOfItsComponent() {
    repository.write("other/a.yaml", "new");

    assertThat(Revision.ofBranch(repository.seenFrom("web"), web, Optional.empty()).text())
        .isEqualTo("main@sha1:" + older);
  }

  @Test
  void revisionHasATagThatRegistriesTakeForAnyBranchName() {
    repository.git("switch", "--quiet", "--create", "feature/" + "ä".repeat(100));

    assertThat(Revision.ofBranch(repository.seen(), fleet, Optional.empty()).tag(packed()).tag())
        .isEqualTo("feature-" + "-".repeat(72) + "-20260102030405-" + older.substring(0, 8))
        .hasSizeLessThan(128);
  }

  @Test
  void refusesACommitWithoutABranch() {
    repository.git("switch", "--quiet", "--detach", older);

    Revisions.assertRefused(
        () -> Revision.ofBranch(repository.seen(), fleet, Optional.empty()),
        "a publish needs a branch, got a detached HEAD in '%s'; check out the branch with 'git switch', or name it with --branch"
            .formatted(folder));
  }

  @Test
  void takesTheNamedBranchForADetachedHead() {
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
    Revisions.assertRefused(
        () -> Revision.ofBranch(repository.seen(), fleet, Optional.of("mian")),
        "--branch must be 'main', the branch checked out in '%s', got 'mian'; check out 'mian', or drop --branch"
            .formatted(folder));
  }

  @Test
  void movesAChannelToADescendantTheSameCommitAndAnotherBranch() {
    String newer = repository.commit("web/a.yaml", "b");
    repository.git("switch", "--quiet", "--create", "other", older);
    String aside = repository.commit("web/a.yaml", "c");
    repository.git("switch", "--quiet", "main");
    Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

    for (String current : new String[] {older, newer, aside}) {
      assertThatCode(() -> revision.requireForward(Revisions.at("main@sha1:" + current), CHANNEL))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void refusesToMoveAChannelBack() {
    String newer = repository.commit("web/a.yaml", "b");
    repository.git("reset", "--quiet", "--hard", older);
    Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

    Revisions.assertRefused(
        () -> revision.requireForward(Revisions.at("main@sha1:" + newer + "+dirty"), CHANNEL),
        "channel 'latest' of 'oci://ghcr.io/acme/fleet' must not move back, it is at 'main@sha1:%s+dirty', got the older 'main@sha1:%s'; publish a newer commit, or revert in Git"
            .formatted(newer, older));
  }

  @Test
  void refusesToMoveAChannelFromAnUnknownCommit() {
    String unknown = "main@sha1:0123456789012345678901234567890123456789";
    Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

    Revisions.assertRefused(
        () -> revision.requireForward(Revisions.at(unknown), CHANNEL),
        "channel 'latest' of 'oci://ghcr.io/acme/fleet' is at 'main@sha1:0123456789012345678901234567890123456789', a commit that this clone does not have, so it is unknown which is newer; run 'git fetch --unshallow', or 'git fetch' if the clone is complete; if the commit no longer exists, remove that tag from the registry");
  }

  @Test
  void refusesToMoveAChannelThatNamesNoCommit() {
    Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());
    ArtifactManifest current = Revisions.at("1.0");

    Revisions.assertRefused(
        () -> revision.requireForward(current, CHANNEL),
        "channel 'latest' of 'oci://ghcr.io/acme/fleet' must name its Git revision, so that it never moves back, got '1.0' on %s; remove that tag from the registry"
            .formatted(current.digest()));
  }

  @Test
  void revisionIsOlderThanDescendantsAndThanCommitsThatThisCloneDoesNotHave() {
    String newer = repository.commit("web/a.yaml", "b");
    Revision newest = Revision.ofBranch(repository.seen(), fleet, Optional.empty());
    repository.git("reset", "--quiet", "--hard", older);
    Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

    assertThat(revision.isOlderThan(build("20000101000000", newer))).isTrue();
    assertThat(newest.isOlderThan(build("20990101000000", older))).isFalse();
    assertThat(revision.isOlderThan(build("20990101000000", older))).isFalse();
    assertThat(revision.isOlderThan(build("20260102030405", "01234567"))).isTrue();
    assertThat(revision.isOlderThan(build("20260102030404", "01234567"))).isFalse();
    assertThat(revision.isOlderThan(Revisions.tag("other-20990102030405-01234567"))).isFalse();
    assertThat(revision.isOlderThan(Revisions.tag("v9.0.0"))).isFalse();
  }

  private static VersionTag build(String time, String commit) {
    return Revisions.tag("main-" + time + "-" + commit.substring(0, 8));
  }

  @Test
  void revisionIsTheSameForTheSameContentInAnyCommit() {
    Revision revision = Revision.ofBranch(repository.seen(), fleet, Optional.empty());

    assertThat(revision.isSame(revision.manifest(packed()), packed())).isTrue();
    assertThat(revision.isSame(Revisions.at("main@sha1:" + older), packed())).isFalse();
  }

  private PackedFolder packed() {
    return FolderFiles.pack(folder.resolve("web"));
  }
}

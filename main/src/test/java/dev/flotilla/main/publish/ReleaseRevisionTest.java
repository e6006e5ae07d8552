package dev.flotilla.main.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.flotilla.main.publish.content.FolderFiles;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.git.TestRepository;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseRevisionTest {
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
    fleet = ArtifactContent.rendered(RenderedFleets::example, folder, "v");
    web = ArtifactContent.component(folder.resolve("web"), "web/v");
  }

  @Test
  void namesTheVersionOfTheFleet() {
    Revision revision = Revision.ofRelease(repository.seen(), fleet, Revisions.version("v1.2.3"));

    assertThat(revision.text()).isEqualTo("v1.2.3@sha1:" + older);
    assertThat(revision.tag(packed()).tag()).isEqualTo("v1.2.3");
  }

  @Test
  void namesTheVersionOfAComponentAfterItsName() {
    Revision revision =
        Revision.ofRelease(repository.seenFrom("web"), web, Revisions.version("v1.2.3"));

    assertThat(revision.text()).isEqualTo("web/v1.2.3@sha1:" + older);
    assertThat(revision.tag(packed()).tag()).isEqualTo("v1.2.3");
  }

  @ParameterizedTest
  @CsvSource({"web-v, web-v1.2.3", "web@v, web@v1.2.3", "'', 1.2.3"})
  void revisionIsNamedAsTheGitTagsOfReleases(String prefix, String tag) {
    ArtifactContent content = ArtifactContent.component(folder.resolve("web"), prefix);

    Revision revision =
        Revision.ofRelease(repository.seenFrom("web"), content, Revisions.version("v1.2.3"));

    assertThat(revision.text()).isEqualTo(tag + "@sha1:" + older);
    assertThat(revision.tag(packed()).tag()).isEqualTo("v1.2.3");
    Revisions.assertRefused(
        () ->
            revision.requireForward(
                Revisions.at(tag.replace("1.2.3", "1.2.4") + "@sha1:c"), STABLE),
        "channel 'latest-stable' of 'oci://ghcr.io/acme/fleet' moves forward only, it is at 'v1.2.4', got 'v1.2.3'; publish a newer version, or go back to a published one with --rollback-to");
  }

  @Test
  void refusesAnotherCommitThanThatOfItsGitTag() {
    repository.git("tag", "web/v1.2.3");
    String newer = repository.commit("web/a.yaml", "b");
    repository.git("tag", "v1.2.3");

    assertThat(Revision.ofRelease(repository.seen(), fleet, Revisions.version("v1.2.3")).text())
        .isEqualTo("v1.2.3@sha1:" + newer);
    Revisions.assertRefused(
        () -> Revision.ofRelease(repository.seenFrom("web"), web, Revisions.version("v1.2.3")),
        "release 'web/v1.2.3' must be built from the commit of its Git tag, %s, got %s; check the tag out, or release another version"
            .formatted(older, newer));
  }

  @Test
  void refusesUncommittedChanges() {
    repository.write("web/a.yaml", "changed");

    Revisions.assertRefused(
        () -> Revision.ofRelease(repository.seenFrom("web"), web, Revisions.version("v1.2.3")),
        "a release must be built from a commit, got uncommitted changes in '%s'; commit or stash them"
            .formatted(folder.resolve("web")));
  }

  @Test
  void movesAChannelForwardOnly() {
    Revision revision = Revision.ofRelease(repository.seen(), fleet, Revisions.version("v1.10.0"));

    for (String current : new String[] {"v1.9.0@sha1:a", "web/v1.10.0@sha1:b", "v0.1.0"}) {
      assertThatCode(() -> revision.requireForward(Revisions.at(current), STABLE))
          .doesNotThrowAnyException();
    }
    Revisions.assertRefused(
        () -> revision.requireForward(Revisions.at("web/v1.10.1@sha1:c"), STABLE),
        "channel 'latest-stable' of 'oci://ghcr.io/acme/fleet' moves forward only, it is at 'v1.10.1', got 'v1.10.0'; publish a newer version, or go back to a published one with --rollback-to");
  }

  @Test
  void refusesToMoveAChannelThatNamesNoVersion() {
    Revision revision = Revision.ofRelease(repository.seen(), fleet, Revisions.version("v1.10.0"));
    ArtifactManifest current = Revisions.at("main@sha1:abc");

    Revisions.assertRefused(
        () -> revision.requireForward(current, STABLE),
        "channel 'latest-stable' of 'oci://ghcr.io/acme/fleet' must name its version, so that it moves forward only, got 'main@sha1:abc' on %s; roll back to a release with --rollback-to"
            .formatted(current.digest()));
  }

  @Test
  void revisionIsTheSameAsItsVersionAlsoAfterARollback() {
    Revision revision = Revision.ofRelease(repository.seen(), fleet, Revisions.version("v1.2.3"));
    Revision next = Revision.ofRelease(repository.seen(), fleet, Revisions.version("v1.2.4"));
    ArtifactManifest manifest = revision.manifest(packed());

    assertThat(revision.isSame(manifest, packed())).isTrue();
    assertThat(revision.isSame(manifest.asRollbackFrom(Revisions.version("v1.3.0")), packed()))
        .isTrue();
    assertThat(next.isSame(manifest, packed())).isFalse();
  }

  @Test
  void revisionIsOlderThanHigherVersionsOnly() {
    Revision revision = Revision.ofRelease(repository.seen(), fleet, Revisions.version("v1.10.0"));

    assertThat(revision.isOlderThan(Revisions.tag("v1.11.0"))).isTrue();
    assertThat(revision.isOlderThan(Revisions.tag("v1.10.0"))).isFalse();
    assertThat(revision.isOlderThan(Revisions.tag("v1.9.0"))).isFalse();
    assertThat(revision.isOlderThan(Revisions.tag("main-20990102030405-01234567"))).isFalse();
  }

  private PackedFolder packed() {
    return FolderFiles.pack(folder.resolve("web"));
  }
}

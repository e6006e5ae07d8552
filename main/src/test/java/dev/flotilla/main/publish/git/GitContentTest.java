package dev.flotilla.main.publish.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.publish.ArtifactContent;
import dev.flotilla.main.publish.content.PackedFile;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Git has is what somebody else gets who clones it: that is asked for here, not Git's lists.
 */
class GitContentTest {
  private static final String WEB = "web/";

  @TempDir Path temporary;

  private Path folder;
  private TestRepository repository;

  @BeforeEach
  void commit() throws IOException {
    folder = Files.createDirectory(temporary.resolve("repository"));
    repository = new TestRepository(folder);
    repository.write("other/a.yaml", "other");
    repository.write(WEB + "base/b.yaml", "b\n");
    repository.commit(WEB + "a.yaml", "a\n");
  }

  @Nested
  class Committed {
    @Test
    void isWhatACloneHas() throws IOException {
      repository.write(".gitignore", "*.orig\n");
      repository.write(WEB + "a.yaml.orig", "ignored");
      repository.write(WEB + "kept.orig", "tracked although ignored");
      repository.git("add", "--force", WEB + "kept.orig");
      repository.write(WEB + "a.YAML", "another case");
      repository.write(WEB + "line\nbreak \"quoted\" ä.yaml", "name");
      repository.write(WEB + "-n", "like an option");
      repository.write(WEB + ":(top)x", "like a pathspec");
      repository.write(WEB + "run.sh", "#!/bin/sh\n");
      Files.setPosixFilePermissions(
          folder.resolve(WEB + "run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
      repository.write(WEB + "empty", "");
      repository.commit(WEB + "last.yaml", "last");

      assertThat(committed()).isEqualTo(cloned()).hasSize(10).containsKey("100755 run.sh");
    }

    /** Each of them makes the disk differ from Git without a word of 'git status'. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "update-index --assume-unchanged web/a.yaml",
          "update-index --skip-worktree web/a.yaml",
          "sparse-checkout set --no-cone /web/base",
          "config core.fileMode false",
          "config core.quotePath true",
        })
    void isWhatACloneHasWhateverGitIsConfiguredToDoOnTheDisk(String command) throws IOException {
      SortedMap<String, String> before = cloned();
      repository.git(command.split(" "));
      if (Files.exists(folder.resolve(WEB + "a.yaml"))) {
        if (command.contains("fileMode")) {
          Files.setPosixFilePermissions(
              folder.resolve(WEB + "a.yaml"), PosixFilePermissions.fromString("rwxr-xr-x"));
        } else if (command.contains("update-index")) {
          repository.write(WEB + "a.yaml", "changed");
        }
      }
      assertThat(repository.seen().isDirty("web")).isFalse();
      assertThat(committed()).isEqualTo(before).hasSize(2);
      repository.write(WEB + "new.yaml", "new");
      SortedMap<String, String> expected = new TreeMap<>(before);
      expected.put("100644 new.yaml", "new");
      assertThat(uncommitted()).isEqualTo(expected);
    }

    @Test
    void isNotWhatTheDiskHasOfLineEndsEncodingsAndKeywords() throws IOException {
      repository.write(
          ".gitattributes",
          "*.yaml ident\n*.txt text eol=crlf\nwide working-tree-encoding=UTF-16\nb.yaml export-ignore\na.yaml export-subst\n");
      repository.write(WEB + "id.yaml", "$Id$ $Format:%H$\n");
      Files.write(
          folder.resolve(WEB + "wide"),
          "wide\n".getBytes(java.nio.charset.StandardCharsets.UTF_16));
      repository.commit(WEB + "lines.txt", "a\nb\n");
      Files.delete(folder.resolve(WEB + "id.yaml"));
      repository.git("checkout", "--", ".");
      assertThat(Files.readString(folder.resolve(WEB + "id.yaml"))).doesNotContain("$Id$");

      assertThat(committed())
          .hasSize(5)
          .containsEntry("100644 id.yaml", "$Id$ $Format:%H$\n")
          .containsEntry("100644 lines.txt", "a\nb\n")
          .containsEntry("100644 wide", "wide\n")
          .isEqualTo(uncommitted());
    }

    @Test
    void isThatOfTheCommitEvenIfSomebodyCommitsMeanwhile() throws IOException {
      SortedMap<String, String> before = cloned();
      GitContent content = new GitContent(repository.seenFrom("web"));
      repository.commit(WEB + "a.yaml", "later");

      assertThat(named(content.committed())).isEqualTo(before);
    }

    /** 'git replace' shows other bytes under an object's id; a clone does not have them. */
    @Test
    void isNotWhatObjectsAreReplacedBy() throws IOException {
      SortedMap<String, String> before = cloned();
      repository.write("replacement", "replaced");
      repository.git(
          "replace",
          repository.git("rev-parse", "HEAD:web/a.yaml"),
          repository.git("hash-object", "-w", "replacement"));

      assertThat(committed()).isEqualTo(before);
    }

    @Test
    void refusesLinksSubmodulesAndNamesThatAreNoUtf8AllAtOnce() throws IOException {
      TestRepository other = new TestRepository(Files.createDirectory(temporary.resolve("other")));
      other.commit("a.yaml", "other");
      Files.createSymbolicLink(folder.resolve(WEB + "link.yaml"), Path.of("a.yaml"));
      shell("printf x > \"web/$(printf 'caf\\351.yaml')\"");
      repository.git(
          "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../other", "web/sub");
      repository.commit("c.yaml", "c");

      assertThatExceptionOfType(Failure.class)
          .isThrownBy(GitContentTest.this::committed)
          .withMessage(
              """
              the name of a file to publish must be UTF-8, got 'caf\\xe9.yaml'; rename it with 'git mv'
              a file to publish must not be a symbolic link, which Flux does not unpack, got 'link.yaml'; replace it with the file that it points to
              a folder to publish must be in one Git repository, got another repository or a submodule in 'sub', whose files this repository does not have; move it elsewhere, have Git ignore it, or commit its files""");
    }

    @Test
    void refusesWhatGitHasOnlyThroughAFilter() throws IOException {
      repository.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
      repository.git("config", "filter.lfs.clean", "echo pointer");
      repository.commit(WEB + "large.bin", "large");

      assertThatExceptionOfType(Failure.class)
          .isThrownBy(GitContentTest.this::committed)
          .withMessage(
              "a file to publish must be stored in Git unchanged, got 'large.bin', of which Git has only the output of its filter 'lfs'; exclude it from that filter in .gitattributes");
    }
  }

  @Nested
  class Uncommitted {
    @Test
    void isWhatACloneOfTheNextCommitHas() throws IOException {
      repository.write(".gitignore", "*.orig\n");
      repository.write(WEB + "a.yaml.orig", "ignored");
      repository.write(WEB + "new/c.yaml", "c");
      repository.write(WEB + "a.yaml", "changed");
      Files.delete(folder.resolve(WEB + "base/b.yaml"));
      repository.write(WEB + "staged.yaml", "staged");
      repository.git("add", WEB + "staged.yaml");
      repository.write(WEB + "staged.yaml", "staged and changed");
      Files.setPosixFilePermissions(
          folder.resolve(WEB + "new/c.yaml"), PosixFilePermissions.fromString("rwx------"));
      String status = repository.git("status", "--porcelain");

      SortedMap<String, String> files = uncommitted();

      assertThat(repository.git("status", "--porcelain")).isEqualTo(status);
      repository.commit("d.yaml", "d");
      assertThat(files).isEqualTo(cloned()).hasSize(3).containsKey("100755 new/c.yaml");
    }

    /** Hooks run when Git writes an index; people have filters, and settings against errors. */
    @Test
    void runsNothingOfTheUsersAndLeavesNothingOut() throws IOException {
      Files.writeString(folder.resolve(".git/hooks/post-index-change"), "#!/bin/sh\ntouch ran\n");
      Files.setPosixFilePermissions(
          folder.resolve(".git/hooks/post-index-change"),
          PosixFilePermissions.fromString("rwxr-xr-x"));
      repository.git("config", "core.safecrlf", "true");
      repository.git("config", "core.autocrlf", "input");
      repository.git("config", "add.ignoreErrors", "true");
      repository.write(WEB + "crlf.yaml", "a\r\nb\r\n");

      assertThat(uncommitted()).containsEntry("100644 crlf.yaml", "a\nb\n");
      assertThat(folder.resolve("ran")).doesNotExist();
      assertThat(folder.resolve("web/ran")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesANestedRepository(boolean hasCommit) throws IOException {
      TestRepository nested =
          new TestRepository(Files.createDirectories(folder.resolve("web/vendor/lib")));
      if (hasCommit) {
        nested.commit("a.yaml", "nested");
      }

      assertThatExceptionOfType(Failure.class)
          .isThrownBy(GitContentTest.this::uncommitted)
          .withMessage(
              "a folder to publish must be in one Git repository, got another repository or a submodule in 'web/vendor/lib/', whose files this repository does not have; move it elsewhere, have Git ignore it, or commit its files");
      repository.write(".gitignore", "vendor/\n");
      assertThat(uncommitted()).hasSize(2);
    }

    @Test
    void refusesAConflict() {
      repository.git("switch", "--quiet", "--create", "other");
      repository.commit(WEB + "a.yaml", "other");
      repository.git("switch", "--quiet", "main");
      repository.commit(WEB + "a.yaml", "main");
      shell("git -c user.name=a -c user.email=a@b merge other >/dev/null || true");

      assertThatExceptionOfType(Failure.class)
          .isThrownBy(GitContentTest.this::uncommitted)
          .withMessage(
              "a file to publish must be merged, got a conflict in 'web/a.yaml'; resolve it with 'git add', or go back with 'git merge --abort'");
    }

    @Test
    void saysWhatGitSays() {
      GitContent content = new GitContent(repository.seenFrom("web"));
      shell("rm -f .git/objects/??/*");

      assertThatExceptionOfType(Failure.class)
          .isThrownBy(content::committed)
          .withMessageStartingWith(
              "cannot read the files of '%s' from Git, 'git ls-tree' said: fatal: "
                  .formatted(folder.resolve("web")))
          .withMessageEndingWith("; check 'git fsck' and 'git status'");
    }
  }

  @Test
  void fleetIsNotBuiltFromChangesThatGitDoesNotSee() {
    ArtifactContent fleet = ArtifactContent.rendered(List::of, folder.resolve("web"), "v");
    assertThat(fleet.isDirty(repository.seenFrom("web"))).isFalse();
    repository.git("update-index", "--assume-unchanged", "other/a.yaml");
    repository.git("update-index", "--skip-worktree", WEB + "a.yaml");
    assertThat(fleet.isDirty(repository.seenFrom("web"))).isFalse();

    repository.write("other/a.yaml", "changed");
    repository.write(WEB + "a.yaml", "changed");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> fleet.isDirty(repository.seenFrom("web")))
        .withMessage(
            """
            what a fleet is built from must not be hidden from Git, got a change in '../other/a.yaml', which has the flag assume-unchanged or skip-worktree; run 'git update-index --no-assume-unchanged --no-skip-worktree ../other/a.yaml', and commit or stash it
            what a fleet is built from must not be hidden from Git, got a change in 'a.yaml', which has the flag assume-unchanged or skip-worktree; run 'git update-index --no-assume-unchanged --no-skip-worktree a.yaml', and commit or stash it""");
  }

  private SortedMap<String, String> committed() {
    return named(new GitContent(repository.seenFrom("web")).committed());
  }

  private SortedMap<String, String> uncommitted() {
    return named(new GitContent(repository.seenFrom("web")).uncommitted());
  }

  private static SortedMap<String, String> named(List<PackedFile> files) {
    SortedMap<String, String> named = new TreeMap<>();
    files.forEach(
        file ->
            named.put(
                (file.executable() ? "100755 " : "100644 ") + file.path(),
                new String(file.content(), UTF_8)));
    return named;
  }

  /** Returns what somebody else has of the folder, without any setting. */
  private SortedMap<String, String> cloned() throws IOException {
    Path clone = temporary.resolve("clone");
    repository.git("clone", "--quiet", "--no-local", folder.toString(), clone.toString());
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(clone.resolve("web"))) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(
            (Files.isExecutable(file) ? "100755 " : "100644 ")
                + clone.resolve("web").relativize(file),
            Files.readString(file));
      }
    }
    return files;
  }

  private void shell(String script) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).inheritIO().start();
      assertThat(process.waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

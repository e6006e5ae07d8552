package dev.flotilla.main.publish.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Git has is what somebody else gets who clones it: that is asked for here, not Git's lists.
 */
class CommittedContentTest {
  private static final String WEB = "web/";

  @TempDir Path temporary;
  private Path folder;
  private TestRepository repository;
  private GitFolder web;

  @BeforeEach
  void createFolder() throws IOException {
    web = GitFolder.create(temporary);
    folder = web.repository();
    repository = web.git();
  }

  @Test
  void committedContentIsWhatACloneHas() throws IOException {
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

    assertThat(web.committed()).isEqualTo(web.cloned()).hasSize(10).containsKey("100755 run.sh");
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
  void committedContentIsWhatACloneHasWithAnyConfigurationOfGit(String command) throws IOException {
    SortedMap<String, String> before = web.cloned();
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
    assertThat(web.committed()).isEqualTo(before).hasSize(2);
    repository.write(WEB + "new.yaml", "new");
    SortedMap<String, String> expected = new TreeMap<>(before);
    expected.put("100644 new.yaml", "new");
    assertThat(web.uncommitted()).isEqualTo(expected);
  }

  @Test
  void committedContentIsWithoutTheLineEndsEncodingsAndKeywordsOfTheDisk() throws IOException {
    repository.write(
        ".gitattributes",
        "*.yaml ident\n*.txt text eol=crlf\nwide working-tree-encoding=UTF-16\nb.yaml export-ignore\na.yaml export-subst\n");
    repository.write(WEB + "id.yaml", "$Id$ $Format:%H$\n");
    Files.write(
        folder.resolve(WEB + "wide"), "wide\n".getBytes(java.nio.charset.StandardCharsets.UTF_16));
    repository.commit(WEB + "lines.txt", "a\nb\n");
    Files.delete(folder.resolve(WEB + "id.yaml"));
    repository.git("checkout", "--", ".");
    assertThat(Files.readString(folder.resolve(WEB + "id.yaml"))).doesNotContain("$Id$");

    assertThat(web.committed())
        .hasSize(5)
        .containsEntry("100644 id.yaml", "$Id$ $Format:%H$\n")
        .containsEntry("100644 lines.txt", "a\nb\n")
        .containsEntry("100644 wide", "wide\n")
        .isEqualTo(web.uncommitted());
  }

  @Test
  void committedContentIsThatOfTheCommitAlsoAfterALaterOne() throws IOException {
    SortedMap<String, String> before = web.cloned();
    GitFiles content = new GitFiles(repository.seenFrom("web"));
    repository.commit(WEB + "a.yaml", "later");

    assertThat(GitFolder.named(content.committed())).isEqualTo(before);
  }

  /** 'git replace' shows other bytes under an object's id; a clone does not have them. */
  @Test
  void committedContentIsWithoutTheReplacementsOfGitReplace() throws IOException {
    SortedMap<String, String> before = web.cloned();
    repository.write("replacement", "replaced");
    repository.git(
        "replace",
        repository.git("rev-parse", "HEAD:web/a.yaml"),
        repository.git("hash-object", "-w", "replacement"));

    assertThat(web.committed()).isEqualTo(before);
  }

  @Test
  void refusesLinksSubmodulesAndNamesThatAreNotUtf8AllAtOnce() throws IOException {
    TestRepository other = new TestRepository(Files.createDirectory(temporary.resolve("other")));
    other.commit("a.yaml", "other");
    Files.createSymbolicLink(folder.resolve(WEB + "link.yaml"), Path.of("a.yaml"));
    web.shell("printf x > \"web/$(printf 'caf\\351.yaml')\"");
    repository.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../other", "web/sub");
    repository.commit("c.yaml", "c");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(web::committed)
        .withMessage(
            """
            the name of a file to publish must be UTF-8, got 'caf\\xe9.yaml'; rename it with 'git mv'
            a file to publish must not be a symbolic link, which Flux does not unpack, got 'link.yaml'; replace it with the file that it points to
            a folder to publish must be in one Git repository, got another repository or a submodule in 'sub', whose files this repository does not have; move it elsewhere, have Git ignore it, or commit its files""");
  }

  @Test
  void refusesFilesThatAFilterOfGitChanges() throws IOException {
    repository.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
    repository.git("config", "filter.lfs.clean", "echo pointer");
    repository.commit(WEB + "large.bin", "large");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(web::committed)
        .withMessage(
            "a file to publish must be stored in Git unchanged, got 'large.bin', of which Git has only the output of its filter 'lfs'; exclude it from that filter in .gitattributes");
  }

  @Test
  void failsWithTheMessageOfGit() {
    GitFiles content = new GitFiles(repository.seenFrom("web"));
    web.shell("rm -f .git/objects/??/*");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(content::committed)
        .withMessageStartingWith(
            "cannot read the files of '%s' from Git, 'git ls-tree' said: fatal: "
                .formatted(folder.resolve("web")))
        .withMessageEndingWith("; check 'git fsck' and 'git status'");
  }
}

package dev.flotilla.main.publish.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UncommittedContentTest {
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
  void uncommittedContentIsWhatACloneOfTheNextCommitHas() throws IOException {
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

    SortedMap<String, String> files = web.uncommitted();

    assertThat(repository.git("status", "--porcelain")).isEqualTo(status);
    repository.commit("d.yaml", "d");
    assertThat(files).isEqualTo(web.cloned()).hasSize(3).containsKey("100755 new/c.yaml");
  }

  /** Hooks run when Git writes an index; people have filters, and settings against errors. */
  @Test
  void runsNoHookAndLeavesNoFileOut() throws IOException {
    Files.writeString(folder.resolve(".git/hooks/post-index-change"), "#!/bin/sh\ntouch ran\n");
    Files.setPosixFilePermissions(
        folder.resolve(".git/hooks/post-index-change"),
        PosixFilePermissions.fromString("rwxr-xr-x"));
    repository.git("config", "core.safecrlf", "true");
    repository.git("config", "core.autocrlf", "input");
    repository.git("config", "add.ignoreErrors", "true");
    repository.write(WEB + "crlf.yaml", "a\r\nb\r\n");

    assertThat(web.uncommitted()).containsEntry("100644 crlf.yaml", "a\nb\n");
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
        .isThrownBy(web::uncommitted)
        .withMessage(
            "a folder to publish must be in one Git repository, got another repository or a submodule in 'web/vendor/lib/', whose files this repository does not have; move it elsewhere, have Git ignore it, or commit its files");
    repository.write(".gitignore", "vendor/\n");
    assertThat(web.uncommitted()).hasSize(2);
  }

  @Test
  void refusesAConflict() {
    repository.git("switch", "--quiet", "--create", "other");
    repository.commit(WEB + "a.yaml", "other");
    repository.git("switch", "--quiet", "main");
    repository.commit(WEB + "a.yaml", "main");
    web.shell("git -c user.name=a -c user.email=a@b merge other >/dev/null || true");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(web::uncommitted)
        .withMessage(
            "a file to publish must be merged, got a conflict in 'web/a.yaml'; resolve it with 'git add', or go back with 'git merge --abort'");
  }
}

package dev.flotilla.main.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFolderTest {
  private static final SortedMap<String, String> FILES =
      new TreeMap<>(
          Map.of("README.md", "text\n", "run", "#!/bin/sh\n", "src/A.java", "class A {}"));

  @TempDir Path temporary;

  @Test
  void projectIsCreatedWithItsFiles() {
    Path folder = temporary.resolve("some/new");

    new ProjectFolder(folder).write(FILES, Optional.empty());

    assertThat(folder.resolve("README.md")).hasContent("text\n").satisfies(this::isNoProgram);
    assertThat(folder.resolve("src/A.java")).hasContent("class A {}");
    assertThat(folder.resolve("run")).isExecutable();
  }

  private void isNoProgram(Path file) {
    assertThat(file.toFile().canExecute()).isFalse();
  }

  @Test
  void projectHasACopyOfTheLibraries() throws IOException {
    Path libraries = Files.createDirectories(temporary.resolve("repository/dev/flotilla"));
    Files.writeString(libraries.resolve("flotilla.pom"), "<project/>");
    Path folder = temporary.resolve("new");

    new ProjectFolder(folder).write(FILES, Optional.of(temporary.resolve("repository")));

    assertThat(folder.resolve("libraries/dev/flotilla/flotilla.pom")).hasContent("<project/>");
    assertThat(folder.resolve("README.md")).hasContent("text\n");
  }

  @Test
  void projectIsRemovedWhenTheLibrariesCannotBeRead() {
    Path folder = temporary.resolve("some/new");

    assertThatThrownBy(
            () -> new ProjectFolder(folder).write(FILES, Optional.of(temporary.resolve("none"))))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "cannot write the new project to '%s'; make the folder writable or name another",
            folder);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void projectMayExistWithoutFiles() {
    new ProjectFolder(temporary).write(FILES, Optional.empty());

    assertThat(temporary.resolve("README.md")).exists();
  }

  @Test
  void refusesAFolderWithFiles() throws IOException {
    Files.createFile(temporary.resolve("mine"));

    assertRefused(temporary);
    assertThat(temporary.toFile().list()).containsExactly("mine");
  }

  @Test
  void refusesAProjectFolderThatIsAFile() throws IOException {
    assertRefused(Files.createFile(temporary.resolve("file")));
  }

  private static void assertRefused(Path folder) {
    assertThatThrownBy(() -> new ProjectFolder(folder).write(FILES, Optional.empty()))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "the folder of a new project must be new or empty, got '%s'; name another", folder);
  }

  @Test
  void projectIsRemovedWhenOneFileCannotBeWritten() {
    SortedMap<String, String> impossible = new TreeMap<>(FILES);
    impossible.put("run/below-a-file", "text");
    Path folder = temporary.resolve("some/new");

    assertThatThrownBy(() -> new ProjectFolder(folder).write(impossible, Optional.empty()))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "cannot write the new project to '%s'; make the folder writable or name another",
            folder);
    assertThat(temporary).isEmptyDirectory();
  }
}

package dev.flotilla.main.publish.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.publish.content.PackedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A repository with a folder to publish, what Git has of that, and what a clone of it has. */
record GitFolder(Path temporary, Path repository, TestRepository git) {
  static GitFolder create(Path temporary) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("repository"));
    TestRepository repository = new TestRepository(folder);
    repository.write("other/a.yaml", "other");
    repository.write("web/base/b.yaml", "b\n");
    repository.commit("web/a.yaml", "a\n");
    return new GitFolder(temporary, folder, repository);
  }

  SortedMap<String, String> committed() {
    return named(new GitFiles(git.seenFrom("web")).committed());
  }

  SortedMap<String, String> uncommitted() {
    return named(new GitFiles(git.seenFrom("web")).uncommitted());
  }

  static SortedMap<String, String> named(List<PackedFile> files) {
    SortedMap<String, String> named = new TreeMap<>();
    files.forEach(
        file ->
            named.put(
                (file.isExecutable() ? "100755 " : "100644 ") + file.path(),
                new String(file.content(), UTF_8)));
    return named;
  }

  /** Returns what somebody else has of the folder, without any setting. */
  SortedMap<String, String> cloned() throws IOException {
    Path clone = temporary.resolve("clone");
    git.git("clone", "--quiet", "--no-local", repository.toString(), clone.toString());
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

  void shell(String script) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", script).directory(repository.toFile()).inheritIO().start();
      assertThat(process.waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

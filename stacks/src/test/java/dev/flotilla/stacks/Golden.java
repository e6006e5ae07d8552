package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that output must equal, and their renewal. */
final class Golden {
  private static final String UPDATE =
      "mvn test -pl stacks -am '-Dtest=*GoldenTest,KindAccessTest' -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true";

  private final Path folder;
  private final boolean update;

  Golden(Path folder, boolean update, boolean ci) {
    if (update && ci) {
      throw new IllegalStateException(
          "goldens are not rewritten in CI; review and commit what this writes: " + UPDATE);
    }
    this.folder = folder;
    this.update = update;
  }

  static Golden ofThisRun() {
    return new Golden(
        Path.of(System.getProperty("basedir", ""), "src/test/resources/golden"),
        Boolean.getBoolean("golden.update"),
        System.getenv("CI") != null);
  }

  void check(String name, String text) {
    Path golden = folder.resolve(name);
    try {
      if (update) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, text);
      }
      Path actual = Files.createTempFile("actual", null);
      Files.writeString(actual, text);
      assertThat(golden)
          .as("golden %s; if it is right now, write it with: %s", name, UPDATE)
          .exists();
      assertThat(actual)
          .as("golden %s; if the new text is right, write it with: %s", name, UPDATE)
          .hasSameTextualContentAs(golden);
      Files.delete(actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

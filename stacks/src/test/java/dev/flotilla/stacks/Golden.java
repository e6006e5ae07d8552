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

  private final String fleet;
  private final Path folder;
  private final boolean update;

  /**
   * Prepares the comparison.
   *
   * @param fleet whose goldens they are, for whoever sees one fail
   */
  Golden(String fleet, Path folder, boolean update, boolean ci) {
    if (update && ci) {
      throw new IllegalStateException(
          "goldens are not rewritten in CI; review and commit what this writes: " + UPDATE);
    }
    this.fleet = fleet;
    this.folder = folder;
    this.update = update;
  }

  /** Those of the reference architecture's fleet, which a fleet of one's own need not equal. */
  static Golden ofD2() {
    return of("the reference fleet D2Fleet (for a fleet of your own run 'flotilla init')");
  }

  /** Returns these in another folder. */
  Golden in(Path other) {
    return new Golden(fleet, other, false, false);
  }

  static Golden of(String fleet) {
    return new Golden(
        fleet,
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
          .as("%s of %s has no golden; if it is right, write one with: %s", name, fleet, UPDATE)
          .exists();
      assertThat(actual)
          .as(
              "%s of %s differs from its golden; if the change is meant, write it with: %s",
              name, fleet, UPDATE)
          .hasSameTextualContentAs(golden);
      Files.delete(actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

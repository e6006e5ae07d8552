package dev.flotilla.d2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The Flux Operator that users copy from the docs, and that a new project begins with, is the one
 * that the sandbox runs, or a newer one where a page is about upgrades: an upgrade begins in its
 * go.mod, and this test lists what still names an older one.
 */
class OperatorVersionTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", ""), "..");

  private static final Pattern MODULE =
      Pattern.compile("github\\.com/controlplaneio-fluxcd/flux-operator v(\\S+)");

  private static final Pattern NAMED =
      Pattern.compile(
          "FluxRelease\\(\\s*\"[^\"]+\", \"([^\"]+)\"|charts\"?\\)?, \"(\\d[^\"]*)\"\\)");

  @Test
  void operatorVersionIsTheSandboxsWhereverUsersReadIt() throws IOException {
    Version sandbox =
        MODULE
            .matcher(Files.readString(ROOT.resolve("sandbox/modules/flux-operator/go.mod")))
            .results()
            .flatMap(match -> Version.parse(match.group(1)).stream())
            .findFirst()
            .orElseThrow();

    List<String> older = new ArrayList<>();
    for (Path file : files()) {
      NAMED
          .matcher(Files.readString(file))
          .results()
          .map(OperatorVersionTest::group)
          .filter(named -> Version.parse(named).orElseThrow().compareTo(sandbox) < 0)
          .forEach(named -> older.add(named + " in " + ROOT.relativize(file)));
    }
    assertThat(older).as("older than %s", sandbox).isEmpty();
  }

  private static String group(MatchResult match) {
    return match.group(1) == null ? match.group(2) : match.group(1);
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String folder :
        List.of("docs", "d2/src/main", "main/src/main", "constructs/src/main", "tests/consumer")) {
      try (Stream<Path> tree = Files.walk(ROOT.resolve(folder))) {
        tree.filter(file -> file.toString().matches(".*\\.(md|java)")).sorted().forEach(files::add);
      }
    }
    return files;
  }
}

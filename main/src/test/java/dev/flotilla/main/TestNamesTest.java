package dev.flotilla.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test that fails is read by its name alone, so that says who does or has what. */
class TestNamesTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();

  /** Methods that JUnit calls; a helper is private, or returns something. */
  private static final Pattern TEST = Pattern.compile("^ *void (\\w+)\\(", Pattern.MULTILINE);

  /** What follows a subject, and is none. */
  private static final Pattern WITHOUT_SUBJECT =
      Pattern.compile("(is|are|has|have|may|must|can|does|do|of|with|without|in)[A-Z].*");

  @ParameterizedTest
  @ValueSource(strings = {"fleet", "constructs", "stacks", "main", "d2", "tests"})
  void testsAreNamedForWhatSomethingDoes(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        assertThat(namesWithoutSubject(Files.readString(file)))
            .as("names of tests without a subject in %s", ROOT.relativize(file))
            .isEmpty();
      }
    }
  }

  @Test
  void namesWithoutSubjectAreFound() {
    assertThat(
            namesWithoutSubject(
                Stream.of("labelsAreSorted()", "areSorted(String label)", "isSorted()")
                    .map("  @Test\n  void %s {}\n"::formatted)
                    .collect(Collectors.joining("\n"))))
        .containsExactly("areSorted", "isSorted");
  }

  private static List<String> namesWithoutSubject(String source) {
    return TEST.matcher(source)
        .results()
        .map((MatchResult test) -> test.group(1))
        .filter(name -> WITHOUT_SUBJECT.matcher(name).matches())
        .toList();
  }
}

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

/**
 * A test that fails is read by its name alone, so that is a sentence. Where the class under test is
 * the subject, the sentence begins with its verb in the third person.
 */
class TestNamesTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();

  /** Methods that JUnit calls as tests; a helper is private, or returns something. */
  private static final Pattern TEST =
      Pattern.compile("(?<!@(?:Before|After)(?:Each|All)\n)^ *void (\\w+)\\(", Pattern.MULTILINE);

  /** Auxiliaries and prepositions, which follow a subject. */
  private static final String AFTER_A_SUBJECT =
      "is|are|has|have|may|must|can|does|do|of|with|without|in";

  /** What stands for a subject that a reader would have to look up. */
  private static final String PRONOUNS =
      "it|its|this|that|these|those|they|none|others|both|(?:a|another|each|every)(?:Second|Other)?One"
          + "|one(?=Is|Has|Without)|each(?=Is|Are|Has|Have)";

  /** Verbs in a form that commands, or that goes with a plural. */
  private static final String BARE_VERBS =
      "accept|add|apply(?!Is)|ask|bind|check(?=What|That|The|A[A-Z])|count|create|deploy(?=Each|Every|The)"
          + "|differ|distinguish|escape|exclude|find|follow|get|give|hide|include|keep|lack|leave"
          + "|name(?=The|What)|nest|open(?=A[A-Z]|The)|print|promote|put|reach|read|refuse|reject"
          + "|remove|replace|report(?=The|What|Who|Each)|run|say|show|take|wait|want|write";

  /** A clause in place of a noun: a problem that is switched off, not what is. */
  private static final String CLAUSES = "what|who";

  private static final Pattern WITHOUT_SUBJECT =
      Pattern.compile(
          "(?:%s|%s|%s|%s)[A-Z].*".formatted(AFTER_A_SUBJECT, PRONOUNS, BARE_VERBS, CLAUSES));

  /** A class refuses; so a reader who looks for refusals finds all of them by one word. */
  private static final Pattern SYNONYM = Pattern.compile("rejects[A-Z].*");

  @ParameterizedTest
  @ValueSource(strings = {"fleet", "constructs", "stacks", "main", "d2", "tests"})
  void testsAreNamedForWhatSomethingDoes(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
      for (Path file :
          files
              .filter(path -> path.toString().matches(".*(Test|IT|E2E)\\.java"))
              .sorted()
              .toList()) {
        String source = Files.readString(file);
        assertThat(names(source, WITHOUT_SUBJECT))
            .as("names of tests without a subject in %s", ROOT.relativize(file))
            .isEmpty();
        assertThat(names(source, SYNONYM))
            .as("names of tests with 'rejects' in place of 'refuses' in %s", ROOT.relativize(file))
            .isEmpty();
      }
    }
  }

  @Test
  void namesWithoutSubjectAreFound() {
    assertThat(
            names(
                Stream.of(
                        "labelsAreSorted()",
                        "sortsLabels()",
                        "areSorted(String label)",
                        "isSorted()",
                        "writeLabels()",
                        "itSortsLabels()",
                        "aSecondOneIsRefused()",
                        "whatIsSortedIsShown()",
                        "whoSortsIsShown()")
                    .map("  @Test\n  void %s {}\n"::formatted)
                    .collect(Collectors.joining("\n")),
                WITHOUT_SUBJECT))
        .containsExactly(
            "areSorted",
            "isSorted",
            "writeLabels",
            "itSortsLabels",
            "aSecondOneIsRefused",
            "whatIsSortedIsShown",
            "whoSortsIsShown");
    assertThat(names("  @BeforeEach\n  void writeLabels() {}\n", WITHOUT_SUBJECT)).isEmpty();
  }

  @Test
  void synonymOfRefusesIsFound() {
    assertThat(names("  @Test\n  void rejectsALabel() {}\n", SYNONYM))
        .containsExactly("rejectsALabel");
    assertThat(names("  @Test\n  void refusesALabel() {}\n", SYNONYM)).isEmpty();
  }

  private static List<String> names(String source, Pattern avoided) {
    return TEST.matcher(source)
        .results()
        .map((MatchResult test) -> test.group(1))
        .filter(name -> avoided.matcher(name).matches())
        .toList();
  }
}

package dev.flotilla.main.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, help and Javadoc have the words of the glossary, as messages have. */
class ProseTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();

  /** Folders that a build or a package manager fills. */
  private static final Set<String> BUILT = Set.of("target", "node_modules", ".git");

  private static final Pattern FENCE = Pattern.compile("(?sm)^ *```.*?^ *```$");
  private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");

  /** What of a Javadoc comment is not its first sentence. */
  private static final Pattern REST = Pattern.compile("(?s)((?<=\\.) |<p>|<pre>|(^| )@\\w+ ).*");

  /** A comment of whole lines in Go or a shell script. */
  private static final Pattern LINES = Pattern.compile("(?m)^[ \\t]*(//|#).*(\\n[ \\t]*\\2.*)*");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  static Stream<Path> pages() throws IOException {
    return files(ROOT, ".md");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void pagesUseTheWordsOfTheGlossary(Path page) throws IOException {
    assertThat(Glossary.avoided(FENCE.matcher(Files.readString(page)).replaceAll("")))
        .as("%s", ROOT.relativize(page))
        .isEmpty();
  }

  @Test
  void targetsOfMakeUseTheWordsOfTheGlossary() throws IOException {
    assertThat(
            Files.readAllLines(ROOT.resolve("Makefile")).stream()
                .filter(line -> line.contains("##")))
        .hasSizeGreaterThan(10)
        .allSatisfy(line -> assertThat(Glossary.avoided(line)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fleet", "constructs", "stacks", "main", "d2"})
  void javadocBeginsWithTheWordsOfTheGlossary(String module) throws IOException {
    for (Path file : files(ROOT.resolve(module).resolve("src/main/java"), ".java").toList()) {
      assertThat(firstSentences(Files.readString(file)))
          .as("%s", ROOT.relativize(file))
          .allSatisfy(sentence -> assertThat(Glossary.avoided(sentence)).isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({"checker, .go", "sandbox, .go", "tools, ''"})
  void commentsOfGoAndShellUseTheWordsOfTheGlossary(String folder, String ending)
      throws IOException {
    for (Path file : files(ROOT.resolve(folder), ending).toList()) {
      assertThat(comments(Files.readString(file)))
          .as("%s", ROOT.relativize(file))
          .allSatisfy(comment -> assertThat(Glossary.avoided(comment)).isEmpty());
    }
  }

  @Test
  void helpUsesTheWordsOfTheGlossary() throws IOException {
    Path commands = ROOT.resolve("main/src/main/java/dev/flotilla/main/command");
    List<String> texts = new ArrayList<>();
    for (Path file : files(commands, ".java").toList()) {
      LITERAL
          .matcher(Files.readString(file))
          .results()
          .map(text -> text.group(1))
          .forEach(texts::add);
    }
    assertThat(texts)
        .contains("Print JSON.")
        .allSatisfy(text -> assertThat(Glossary.avoided(text)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "the chart brings a policy, brings",
    "'What has been\n  made', been made",
    "It goes on, goes on",
    "an account that may push, ''",
    "the files that it is made of, ''",
  })
  void avoidedWordsAreFoundAcrossLines(String text, String word) {
    assertThat(Glossary.avoided(text).orElse("")).isEqualTo(word);
  }

  @Test
  void firstSentencesEndAtAFullStopOrATag() {
    assertThat(
            firstSentences(
                """
                /**
                 * Returns the
                 * cluster. More of it.
                 */
                /** Adds it @param name told */
                /** @param name told */
                """))
        .containsExactly("Returns the cluster.", "Adds it", "");
  }

  private static List<String> comments(String source) {
    return LINES
        .matcher(source)
        .results()
        .map(comment -> comment.group().replaceAll("\\n[ \\t]*(//|#)", " "))
        .toList();
  }

  private static List<String> firstSentences(String source) {
    return JAVADOC
        .matcher(source)
        .results()
        .map(comment -> comment.group(1).replaceAll("\\s*\\n\\s*\\*", " ").replaceAll(" +", " "))
        .map(text -> REST.matcher(text.strip()).replaceFirst(""))
        .toList();
  }

  private static Stream<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> BUILT.stream().noneMatch(file.toString()::contains))
          .sorted()
          .toList()
          .stream();
    }
  }
}

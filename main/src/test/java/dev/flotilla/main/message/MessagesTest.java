package dev.flotilla.main.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Everything that a user can read of the program, found in its sources. It is listed in {@code
 * target/messages.txt}, for whoever wants to read it all.
 */
class MessagesTest {
  /** Near what there is, so that a finder that misses some fails. */
  private static final int LEAST = 600;

  private static final Path LIST =
      Path.of(System.getProperty("basedir", ""), "target", "messages.txt");

  /** A small letter, a value, an option, a variable, a type, or a name that has a capital. */
  private static final Pattern START =
      Pattern.compile(
          "(?s)(['<(a-z]|--|[A-Z]+_|[A-Z][a-z]+[A-Z.]|(AWS|Flux|Git|Java|OpenTofu)\\b).*");

  private static SortedSet<Message> messages;

  @BeforeAll
  static void find() throws IOException {
    messages = MessageFinder.messages(Sources.read());
    Files.createDirectories(LIST.getParent());
    Files.write(LIST, kinds(message -> true));
  }

  @Test
  void areFound() throws IOException {
    assertThat(Files.readAllLines(LIST)).hasSizeGreaterThan(LEAST);
  }

  @Test
  void startWithASmallLetterOrAName() {
    assertThat(kinds(message -> !START.matcher(message.text()).matches())).isEmpty();
  }

  @Test
  void endWithoutAFullStop() {
    assertThat(kinds(message -> message.text().endsWith("."))).isEmpty();
  }

  /** Returns those that break a rule, one of each kind. */
  private static List<String> kinds(Predicate<Message> broken) {
    Set<String> kinds = new HashSet<>();
    return messages.stream()
        .filter(broken)
        .filter(message -> kinds.add(message.shape()))
        .map(Message::toString)
        .toList();
  }
}

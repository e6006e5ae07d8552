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
  private static final int MIN_MESSAGES = 640;

  private static final Path LIST =
      Path.of(System.getProperty("basedir", ""), "target", "messages.txt");

  /** A small letter, a value, an option, a variable, a type, or a name that has a capital. */
  private static final Pattern START =
      Pattern.compile(
          "(?s)(['<(a-z]|--|[A-Z]+_|[A-Z][a-z]+[A-Z.]|(AWS|Flux|Git|Java|OpenTofu)\\b).*");

  /** Words that a page may have, and a message must not. */
  private static final Pattern VAGUE =
      Pattern.compile("(?s).*\\b(whoever|(is|are|be|been|has|have) made)\\b.*");

  private static final Pattern WRONG_ARTICLE =
      Pattern.compile("(?s).*\\ba (?!(URL|user|unit|one)\\b)[aeiouAEIOU].*");

  /**
   * Says what to do, after the rule or on a line of its own; or is what OpenTofu itself says, where
   * the next line names the log.
   */
  private static final Pattern REMEDY =
      Pattern.compile("(?s).*(; |\n(run|fix|wait|<remedy>)|: \\w+: <shortened>$).*");

  /** The rule says how the value is written right, so it is the remedy. */
  private static final Pattern RULE_IS_REMEDY =
      Pattern.compile(
          "(?s).*("
              // It has an example.
              + "such as |look like |for example "
              // It has the bounds, or all that may be there.
              + "|at (least|most) |between |above zero|must be (whole|one of) |a multiple of "
              // It has the value, or how it starts or ends.
              + "|must be '|or '[^']+', got|must (start|end) with "
              // It has the characters, or what stands around them.
              + "|RFC 1123|must consist of|lower-case letters, digits|from '-----|beginning with '-----"
              // It has the type, or the parts.
              + "|must be (a|an|)( ?)(<type>|<value>|list|map|object|whole number|true or false|base64)"
              + "|must match |must be a URL with scheme "
              + ").*");

  /** What is no rule, or is completed elsewhere. */
  private static final Set<String> WITHOUT_REMEDY =
      Set.of(
          // Done by the user, on purpose.
          "interrupted",
          // The message of an exception, with the line of the user's code.
          "<text>\nat <FileName>:<LineNumber>",
          // What VersionCheck continues with what has happened to the channel.
          "'<artifact>' must run the newest signed version, '<shortened>', got '<shortened>'",
          // What StateUrl continues with an example.
          "the S3 server that keeps the states must be an https URL",
          "the GitLab server that keeps the states must be an https or http URL");

  /** Kinds that are a part of a message, are shown with a stack trace alone, or report progress. */
  private static final Set<String> NO_RULES =
      Set.of("IOException", "UncheckedIOException", "IllegalStateException", Message.LINE);

  private static SortedSet<Message> messages;

  @BeforeAll
  static void find() throws IOException {
    messages = MessageFinder.messages(Sources.read());
    Files.createDirectories(LIST.getParent());
    Files.write(LIST, kinds(message -> true));
  }

  @Test
  void messagesAreFound() throws IOException {
    assertThat(Files.readAllLines(LIST)).hasSizeGreaterThan(MIN_MESSAGES);
  }

  @Test
  void messagesStartWithASmallLetterOrAName() {
    assertThat(kinds(message -> !START.matcher(message.text()).matches())).isEmpty();
  }

  @Test
  void messagesEndWithoutAFullStop() {
    assertThat(kinds(message -> message.text().endsWith("."))).isEmpty();
  }

  @Test
  void messagesUseTheWordsOfTheGlossary() {
    assertThat(kinds(message -> Glossary.avoided(message.text()).isPresent())).isEmpty();
    assertThat(kinds(message -> VAGUE.matcher(message.text()).matches())).isEmpty();
    assertThat(kinds(message -> WRONG_ARTICLE.matcher(message.text()).matches())).isEmpty();
  }

  @Test
  void messagesSayWhatToDo() {
    assertThat(kinds(MessagesTest::isWithoutRemedy)).isEmpty();
  }

  /** The text of an exception that only a bug can cause is not shown: it may hold a secret. */
  @Test
  void internalErrorsAskForAReport() {
    assertThat(messages)
        .map(Message::text)
        .filteredOn(text -> text.startsWith("internal error"))
        .isNotEmpty()
        .allMatch(text -> text.endsWith("; please report it with the output of FLOTILLA_DEBUG=1"));
  }

  private static boolean isWithoutRemedy(Message message) {
    return !NO_RULES.contains(message.kind())
        && !WITHOUT_REMEDY.contains(message.text())
        && !REMEDY.matcher(message.text()).matches()
        && !RULE_IS_REMEDY.matcher(message.text()).matches();
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

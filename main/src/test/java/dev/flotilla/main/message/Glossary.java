package dev.flotilla.main.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words for which there is a better one: say, install, continue, create, request, must. */
final class Glossary {
  private static final Pattern AVOIDED =
      Pattern.compile(
          "\\b(tells?|told|goes on|mends?|must not happen|ha(s|ve) to be|brings?|lets? be at"
              + "|what there is of|asked for|whoever may|(is|are|be|been|has|have) made(?! of\\b))\\b",
          Pattern.CASE_INSENSITIVE);

  private Glossary() {}

  /** Returns the first of them in a text. */
  static Optional<String> avoided(String text) {
    Matcher found = AVOIDED.matcher(text.replaceAll("\\s+", " "));
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }
}

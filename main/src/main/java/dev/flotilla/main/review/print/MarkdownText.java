package dev.flotilla.main.review.print;

import java.util.regex.Pattern;

/** Foreign texts in Markdown, which none of them can leave. */
final class MarkdownText {
  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\u2028\\u2029\\u0085]+");
  private static final int LEAST_FENCE = 3;

  private MarkdownText() {}

  /** Returns a span of code, between more backticks than it has. */
  static String code(String text) {
    String line = line(text);
    String ticks = "`".repeat(longest(line) + 1);
    boolean needsRoom = line.startsWith("`") || line.endsWith("`") || line.isBlank();
    return needsRoom ? ticks + " " + line + " " + ticks : ticks + line + ticks;
  }

  /** Returns the fence of a block of code, longer than any in it. */
  static String fence(String content) {
    return "`".repeat(Math.max(LEAST_FENCE, longest(content) + 1));
  }

  /** Returns it as one line, so that it neither ends a span nor begins a fence. */
  static String line(String text) {
    return LINE_ENDS.matcher(text).replaceAll(" ");
  }

  /** Returns it as the text of an HTML element, in which Markdown is not read either. */
  static String html(String text) {
    StringBuilder escaped = new StringBuilder();
    line(text)
        .codePoints()
        .forEach(
            point -> {
              if (Character.isLetterOrDigit(point) || point == ' ' || "/-.,+".indexOf(point) >= 0) {
                escaped.appendCodePoint(point);
              } else {
                escaped.append("&#").append(point).append(';');
              }
            });
    return escaped.toString();
  }

  private static int longest(String text) {
    return BACKTICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
  }
}

package dev.flotilla.main.message;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A text that a user can read.
 *
 * @param place the file and the line that it comes from
 * @param kind the exception or value that carries it, or one of the constants
 * @param text with placeholders such as {@code <cluster>}
 */
record Message(String place, String kind, String text) implements Comparable<Message> {
  /** Printed as the program works. */
  static final String LINE = "line";

  /** A text that is not followed to where it is printed. */
  static final String REST = "text";

  /** What is wrong, or the value: the rule is the same. */
  private static final Pattern SUBJECT =
      Pattern.compile("(?s)^.*?(?= must )|^cluster '<cluster>': \\w+: |(?<=, got ')[^']*");

  private static final Comparator<Message> ORDER =
      Comparator.comparing(Message::place)
          .thenComparing(Message::text)
          .thenComparing(Message::kind);

  /** Returns what is alike for messages that differ only in whose rule it is. */
  String shape() {
    return place + SUBJECT.matcher(text).replaceAll("");
  }

  @Override
  public int compareTo(Message other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place + "\t" + text.replace("\n", "\\n");
  }
}

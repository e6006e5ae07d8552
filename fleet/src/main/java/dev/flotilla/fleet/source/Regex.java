package dev.flotilla.fleet.source;

import java.util.regex.Pattern;

/** Writes regular expressions in the RE2 syntax that Flux's controllers read. */
final class Regex {
  private static final Pattern META = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

  private Regex() {}

  /** Returns the expression that matches {@code text} and nothing else. */
  static String literal(String text) {
    return META.matcher(text).replaceAll("\\\\$0");
  }

  /** Returns {@code expression} so that it matches a whole text only. */
  static String whole(String expression) {
    return "^" + expression + "$";
  }
}

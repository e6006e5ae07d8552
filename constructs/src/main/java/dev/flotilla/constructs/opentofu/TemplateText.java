package dev.flotilla.constructs.opentofu;

import java.util.SortedMap;
import java.util.TreeMap;

/** Text in OpenTofu's JSON, where every string is a template. */
public final class TemplateText {
  private TemplateText() {}

  /** Returns {@code text} so that OpenTofu reads it literally. */
  public static String literal(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  /** Returns {@code texts} with each value such that OpenTofu reads it literally. */
  public static SortedMap<String, String> literals(SortedMap<String, String> texts) {
    SortedMap<String, String> literals = new TreeMap<>();
    texts.forEach((key, text) -> literals.put(key, literal(text)));
    return literals;
  }

  /** Returns {@code text} as a quoted string for use inside an expression. */
  public static String quoted(String text) {
    String escaped =
        text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t");
    return '"' + literal(escaped) + '"';
  }
}

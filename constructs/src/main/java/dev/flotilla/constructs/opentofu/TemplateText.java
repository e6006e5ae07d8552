package dev.flotilla.constructs.opentofu;

/** Text in OpenTofu's JSON, where every string is a template. */
public final class TemplateText {
  private TemplateText() {}

  /** Returns {@code text} so that OpenTofu reads it as it stands. */
  public static String literal(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  /** Returns {@code text} as a quoted string for use inside an expression. */
  public static String quoted(String text) {
    return '"' + literal(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }
}

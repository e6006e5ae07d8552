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
    String escaped =
        text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t");
    return '"' + literal(escaped) + '"';
  }

  /** Returns {@code name} as an identifier: what is no letter or digit becomes an underscore. */
  public static String identifier(String name) {
    String identifier = name.replaceAll("[^A-Za-z0-9]", "_");
    return Character.isDigit(identifier.charAt(0)) ? "_" + identifier : identifier;
  }
}

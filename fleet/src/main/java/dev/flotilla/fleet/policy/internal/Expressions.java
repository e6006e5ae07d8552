package dev.flotilla.fleet.policy.internal;

/** Parts of CEL expressions that several rules have. */
final class Expressions {
  private Expressions() {}

  /** Returns the list of a text's lines. */
  static String lines(String text) {
    return text + ".split('\\n')";
  }

  /** Returns a field of the object, as an optional: each step on the way may be absent. */
  static String optional(String path) {
    return "object.?" + path.replace(".", ".?");
  }

  /** Returns a text field of the object, empty if it is absent. */
  static String text(String path) {
    return optional(path) + ".orValue('')";
  }

  /**
   * Returns the list of the namespaces that a field of the object names, empty for one that does
   * not say. The last step is untyped: to the API server's type checker a field {@code namespace}
   * has another name than to CEL, and the newest field is not in every cluster's schema.
   *
   * @param path of an object, or of a list with {@code []} behind it
   */
  static String namespaces(String path) {
    String namespace = "dyn(it).?namespace.orValue('')";
    return path.endsWith("[]")
        ? optional(path.substring(0, path.length() - 2)) + ".orValue([]).map(it, " + namespace + ")"
        : "[" + optional(path) + ".optMap(it, " + namespace + ").orValue('')]";
  }
}

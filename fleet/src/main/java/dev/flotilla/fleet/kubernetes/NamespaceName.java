package dev.flotilla.fleet.kubernetes;

/**
 * The name of a namespace, for example {@code cert-manager}.
 *
 * <p>Rejected: what is not an RFC 1123 label.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/">Namespaces</a>
 */
public record NamespaceName(String value) {
  public NamespaceName {
    Rfc1123.label("a namespace", value);
  }

  /**
   * Returns the name of a namespace.
   *
   * @param what names the value in the message, in the user's words
   */
  public static NamespaceName of(String what, String value) {
    return new NamespaceName(Rfc1123.label(what, value));
  }

  @Override
  public String toString() {
    return value;
  }
}

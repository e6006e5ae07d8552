package dev.flotilla.fleet.kubernetes;

import java.util.regex.Pattern;

/**
 * The two rules that Kubernetes has for most names, by RFC 1123.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object
 *     names</a>
 */
public final class Rfc1123 {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private Rfc1123() {}

  /**
   * Returns {@code value} if it is a label: namespaces, service accounts of tenants, clusters.
   *
   * @param what names the value in the message, in the user's words
   */
  public static String label(String what, String value) {
    if (!LABEL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          what
              + " must be an RFC 1123 label (lower-case letters, digits, '-', at most 63"
              + " characters), got '"
              + value
              + "'");
    }
    return value;
  }

  /**
   * Returns {@code value} if it is a subdomain: Secrets, ConfigMaps and most other objects.
   *
   * @param what names the value in the message, in the user's words
   */
  public static String subdomain(String what, String value) {
    if (!isSubdomain(value)) {
      throw new IllegalArgumentException(
          what
              + " must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253"
              + " characters), got '"
              + value
              + "'");
    }
    return value;
  }

  /** Returns whether {@code value} is a subdomain. */
  public static boolean isSubdomain(String value) {
    return SUBDOMAIN.matcher(value).matches();
  }
}

package dev.flotilla.constructs.kubernetes;

import java.util.regex.Pattern;

/**
 * The rule for amounts such as {@code 500m}, {@code 2}, {@code 128Mi}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
final class Quantity {
  private static final Pattern RULE =
      Pattern.compile("[0-9]+(\\.[0-9]+)?([numkMGTPE]|[KMGTPE]i|[eE][-+]?[0-9]+)?");

  private Quantity() {}

  static String check(String what, String value) {
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          what + " must be a Kubernetes quantity such as '500m' or '2Gi', got '" + value + "'");
    }
    return value;
  }
}

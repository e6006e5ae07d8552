package dev.flotilla.fleet.content.internal;

import java.util.regex.Pattern;

/**
 * How versions of charts and their ranges are written.
 *
 * @see <a href="https://github.com/Masterminds/semver">the library that Flux reads them with</a>
 */
public final class VersionSyntax {
  private static final Pattern EXACT =
      Pattern.compile("v?[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

  private static final String BOUND =
      "(=|!=|>|<|>=|=>|<=|=<|~|~>|\\^)? *v?([0-9]+|[xX*])(\\.([0-9]+|[xX*])){0,2}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?";

  private static final Pattern RANGE =
      Pattern.compile(" *{B}( - {B})?(( +|, *| *\\|\\| *){B}( - {B})?)* *".replace("{B}", BOUND));

  private VersionSyntax() {}

  /** Returns whether {@code value} is one version. */
  static boolean isExact(String value) {
    return EXACT.matcher(value).matches();
  }

  /** Refuses what is not one version. */
  public static void requireExact(String value) {
    if (!isExact(value)) {
      throw new IllegalArgumentException(
          "the version of a chart must be one such as '1.20.2', got '%s'; name a range with range"
              .formatted(value));
    }
  }

  /** Refuses what is no range of versions. */
  public static void requireRange(String value) {
    if (!RANGE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a range of chart versions must be one such as '1.x' or '>=1.2.0 <2.0.0', got '%s'"
              .formatted(value));
    }
  }
}

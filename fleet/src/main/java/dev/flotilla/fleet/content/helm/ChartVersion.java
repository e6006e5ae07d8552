package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciDigest;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which version of a chart.
 *
 * @param kind how it is named
 */
record ChartVersion(Kind kind, String value) {
  /** How a version is named. */
  enum Kind {
    EXACT,
    RANGE,
    DIGEST
  }

  private static final Pattern EXACT =
      Pattern.compile("v?[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

  private static final String BOUND =
      "(=|!=|>|<|>=|=>|<=|=<|~|~>|\\^)? *v?([0-9]+|[xX*])(\\.([0-9]+|[xX*])){0,2}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?";

  private static final Pattern RANGE =
      Pattern.compile(" *{B}( - {B})?(( +|, *| *\\|\\| *){B}( - {B})?)* *".replace("{B}", BOUND));

  static ChartVersion exact(String value) {
    if (!EXACT.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the version of a chart must be one such as '1.20.2', got '%s'; name a range with range"
              .formatted(value));
    }
    return new ChartVersion(Kind.EXACT, value);
  }

  static ChartVersion range(String value) {
    if (!RANGE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a range of chart versions must be one such as '1.x' or '>=1.2.0 <2.0.0', got '%s'"
              .formatted(value));
    }
    return new ChartVersion(Kind.RANGE, value);
  }

  static ChartVersion digest(String value) {
    OciDigest.check("the digest of a chart", value);
    return new ChartVersion(Kind.DIGEST, value);
  }

  /** Returns the {@code spec.ref} of an OCIRepository: a tag cannot have the plus of a version. */
  Map<String, Object> toReference() {
    return switch (kind) {
      case EXACT -> Ordered.map("tag", value.replace('+', '_'));
      case RANGE -> Ordered.map("semver", value);
      case DIGEST -> Ordered.map("digest", value);
    };
  }
}

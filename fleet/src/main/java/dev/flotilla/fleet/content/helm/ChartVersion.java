package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciDigest;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.version.Version;
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

  /** A tag has {@code _} where a version has {@code +}. */
  private static final Pattern TAG =
      Pattern.compile("v?[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(_[0-9A-Za-z.-]+)?");

  private static final String BOUND =
      "(=|!=|>|<|>=|=>|<=|=<|~|~>|\\^)? *v?([0-9]+|[xX*])(\\.([0-9]+|[xX*])){0,2}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?";

  private static final Pattern RANGE =
      Pattern.compile(" *{B}( - {B})?(( +|, *| *\\|\\| *){B}( - {B})?)* *".replace("{B}", BOUND));

  static ChartVersion exact(Version version) {
    return new ChartVersion(Kind.EXACT, version.toString());
  }

  static ChartVersion tag(OciTag tag) {
    if (!TAG.matcher(tag.value()).matches()) {
      throw new IllegalArgumentException(
          "the tag of a chart must be that of one version, such as 'v1.20.2', got '%s'; name a range with range"
              .formatted(tag));
    }
    return new ChartVersion(Kind.EXACT, tag.value());
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

  /** Returns the {@code spec.ref} of an OCIRepository. */
  Map<String, Object> toReference() {
    return switch (kind) {
      case EXACT -> Ordered.map("tag", value);
      case RANGE -> Ordered.map("semver", value);
      case DIGEST -> Ordered.map("digest", value);
    };
  }
}

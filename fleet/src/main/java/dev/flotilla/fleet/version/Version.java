package dev.flotilla.fleet.version;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One version, not a range: {@code 1.2.3}, or {@code 1.2.3-rc.1}, which comes before it.
 *
 * @param preRelease what follows the first {@code -}; empty for a release
 * @see <a href="https://semver.org">Semantic Versioning</a>
 */
public record Version(int major, int minor, int patch, String preRelease)
    implements Comparable<Version> {
  private static final String NUMBER = "(0|[1-9]\\d{0,8})";
  private static final Pattern FORM =
      Pattern.compile(
          NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(-[-0-9A-Za-z]+(\\.[-0-9A-Za-z]+)*)?");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch)
          .thenComparing(Version::isRelease)
          .thenComparing(Version::preRelease, Version::comparePreReleases);

  /** Creates a version without a pre-release. */
  public Version(int major, int minor, int patch) {
    this(major, minor, patch, "");
  }

  /**
   * Returns the version that {@code text} is, for example {@code 1.2.3-rc.1}.
   *
   * <p>Rejected: what is none, such as a range, {@code latest} or {@code v1.2.3}.
   */
  public static Version of(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a version must be one such as '1.2.3' or '1.2.3-rc.1', got '%s'; write all three numbers, without 'v' and without a range"
                        .formatted(text)));
  }

  /** Returns the version that {@code text} is, if it is one. */
  public static Optional<Version> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() ? Optional.of(of(form)) : Optional.empty();
  }

  private static Version of(Matcher form) {
    String preRelease = form.group(4) == null ? "" : form.group(4).substring(1);
    return new Version(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)),
        preRelease);
  }

  /** Returns the release that a tag names: {@code v1.2.3}, never a pre-release. */
  public static Optional<Version> ofTag(String tag) {
    return tag.startsWith("v")
        ? parse(tag.substring(1)).filter(Version::isRelease)
        : Optional.empty();
  }

  /** Returns the tag of this release in a registry, for example {@code v1.2.3}. */
  public String tag() {
    return "v" + this;
  }

  /** Returns whether it is a release, not one on the way to it. */
  public boolean isRelease() {
    return preRelease.isEmpty();
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  /**
   * Numbers come before words, and by their value; of two that begin alike the shorter is first.
   */
  private static int comparePreReleases(String one, String other) {
    String[] ones = one.split("\\.", -1);
    String[] others = other.split("\\.", -1);
    for (int i = 0; i < Math.min(ones.length, others.length); i++) {
      int order = compareIdentifiers(ones[i], others[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(ones.length, others.length);
  }

  private static int compareIdentifiers(String one, String other) {
    boolean oneIsNumber = DIGITS.matcher(one).matches();
    boolean otherIsNumber = DIGITS.matcher(other).matches();
    if (oneIsNumber && otherIsNumber) {
      return Integer.compare(Integer.parseInt(one), Integer.parseInt(other));
    }
    return oneIsNumber == otherIsNumber ? one.compareTo(other) : oneIsNumber ? -1 : 1;
  }

  @Override
  public String toString() {
    String release = major + "." + minor + "." + patch;
    return isRelease() ? release : release + "-" + preRelease;
  }
}

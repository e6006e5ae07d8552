package dev.flotilla.main.publish.registry;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a release: {@code v1.2.3}, never a pre-release. */
public record ReleaseVersion(int major, int minor, int patch)
    implements Comparable<ReleaseVersion> {
  private static final String NUMBER = "(0|[1-9]\\d{0,8})";
  private static final Pattern TAG = Pattern.compile("(?:.*\\D)?(?<!\\d\\.)(\\d+\\.\\d+\\.\\d+)");
  private static final Pattern FORM =
      Pattern.compile("v" + NUMBER + "\\." + NUMBER + "\\." + NUMBER);

  /** Returns the version that {@code text} is, if it is one. */
  public static Optional<ReleaseVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ReleaseVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  /** Returns the version that a Git tag ends with, whatever its form, if it does. */
  static Optional<ReleaseVersion> ofTag(String tag) {
    Matcher matcher = TAG.matcher(tag);
    return matcher.matches() ? parse("v" + matcher.group(1)) : Optional.empty();
  }

  @Override
  public int compareTo(ReleaseVersion other) {
    return Comparator.comparingInt(ReleaseVersion::major)
        .thenComparingInt(ReleaseVersion::minor)
        .thenComparingInt(ReleaseVersion::patch)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return "v" + major + "." + minor + "." + patch;
  }
}

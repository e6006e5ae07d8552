package dev.flotilla.fleet.version;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as a cluster reports it, such as {@code v1.34.2+k3s1} or {@code v2.9.5@sha256:…}. */
record RunningVersion(int major, int minor, int patch) implements Comparable<RunningVersion> {
  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?([-+@].*)?");
  private static final Comparator<RunningVersion> ORDER =
      Comparator.comparingInt(RunningVersion::major)
          .thenComparingInt(RunningVersion::minor)
          .thenComparingInt(RunningVersion::patch);

  /** Returns the version that {@code text} begins with, if it is one. */
  static Optional<RunningVersion> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new RunningVersion(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                form.group(3) == null ? 0 : Integer.parseInt(form.group(3))))
        : Optional.empty();
  }

  boolean isSameMinor(RunningVersion other) {
    return major == other.major && minor == other.minor;
  }

  @Override
  public int compareTo(RunningVersion other) {
    return ORDER.compare(this, other);
  }
}

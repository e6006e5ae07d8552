package dev.flotilla.main.opentofu.run;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of an OpenTofu program. */
public record OpenTofuVersion(int major, int minor, int patch)
    implements Comparable<OpenTofuVersion> {
  /** The first with {@code lifecycle.destroy}, which makes a destroy a detach. */
  public static final OpenTofuVersion LEAST = new OpenTofuVersion(1, 12, 0);

  /** Its JSON does not tell OpenTofu from Terraform, so it is read from what people read. */
  private static final Pattern PRINTED =
      Pattern.compile("(?m)^OpenTofu v(\\d+)\\.(\\d+)\\.(\\d+)(-\\S+)?$");

  /** Returns the version in the output of {@code tofu version}, if OpenTofu has printed it. */
  static Optional<OpenTofuVersion> parse(String output) {
    Matcher matcher = PRINTED.matcher(output);
    return matcher.find()
        ? Optional.of(
            new OpenTofuVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  @Override
  public int compareTo(OpenTofuVersion other) {
    return Comparator.comparingInt(OpenTofuVersion::major)
        .thenComparingInt(OpenTofuVersion::minor)
        .thenComparingInt(OpenTofuVersion::patch)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}

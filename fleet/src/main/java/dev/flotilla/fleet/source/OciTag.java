package dev.flotilla.fleet.source;

import java.util.regex.Pattern;

/**
 * A tag of an OCI repository, for example {@code latest}.
 *
 * <p>Rejected: what no registry accepts, for example a slash.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests">OCI
 *     distribution specification</a>
 */
public record OciTag(String value) {
  /** How many characters registries take. */
  public static final int MAX_LENGTH = 128;

  private static final Pattern RULE = Pattern.compile("[a-zA-Z0-9_][-a-zA-Z0-9._]{0,127}");

  public OciTag {
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an OCI tag must have 1 to 128 letters, digits, '_', '.' or '-', such as 'latest', got '"
              + value
              + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

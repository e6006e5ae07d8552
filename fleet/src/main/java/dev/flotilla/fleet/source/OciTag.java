package dev.flotilla.fleet.source;

import java.util.regex.Pattern;

/**
 * The rule for a tag of an OCI repository.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests">OCI
 *     distribution specification</a>
 */
public final class OciTag {
  private static final Pattern RULE = Pattern.compile("[a-zA-Z0-9_][-a-zA-Z0-9._]{0,127}");

  private OciTag() {}

  /**
   * Refuses a tag that no registry accepts.
   *
   * @param what names the tag in the message, in the user's words
   */
  public static void check(String what, String tag) {
    if (!RULE.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          what + " must be an OCI tag such as 'latest', got '" + tag + "'");
    }
  }
}

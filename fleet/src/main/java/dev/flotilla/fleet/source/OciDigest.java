package dev.flotilla.fleet.source;

import java.util.regex.Pattern;

/**
 * The rule for a digest in an OCI registry, of the algorithm that all have.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">digests</a>
 */
public final class OciDigest {
  private static final Pattern RULE = Pattern.compile("sha256:[0-9a-f]{64}");

  private OciDigest() {}

  /**
   * Refuses a digest that no registry has.
   *
   * @param what names the digest in the message, in the user's words
   */
  public static void check(String what, String digest) {
    if (!RULE.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          what + " must be 'sha256:' and 64 hexadecimal digits, got '" + digest + "'");
    }
  }
}

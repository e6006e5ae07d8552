package dev.flotilla.main.publish.content;

import dev.flotilla.fleet.kubernetes.Sha256;
import java.util.regex.Pattern;

/** What registries name content by. */
public final class Digest {
  private static final String ALGORITHM = "sha256:";

  private static final Pattern LONG = Pattern.compile("(sha(?:1|256):[0-9a-f]{8})[0-9a-f]+");

  private Digest() {}

  /** Returns {@code sha256:} and 64 digits. */
  public static String of(byte[] content) {
    return ALGORITHM + Sha256.hex(content);
  }

  /** Returns the first digits of a digest. */
  public static String digits(String digest) {
    return digest.substring(ALGORITHM.length(), ALGORITHM.length() + 8);
  }

  /** Returns {@code text} with the digests and commits in it shortened for people. */
  public static String shortened(String text) {
    return LONG.matcher(text).replaceAll("$1");
  }
}

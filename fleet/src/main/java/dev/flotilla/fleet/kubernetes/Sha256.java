package dev.flotilla.fleet.kubernetes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of content by SHA-256, which every Java has. */
public final class Sha256 {
  private Sha256() {}

  /** Returns the 64 hexadecimal digits of {@code content}. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(start().digest(content));
  }

  /** Returns a digest of content that comes in parts. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

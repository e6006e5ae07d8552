package dev.flotilla.fleet.source;

import java.util.regex.Pattern;

/** What every server that speaks S3 takes for the name of a region. */
public final class BucketRegion {
  private static final Pattern RULE = Pattern.compile("[a-z0-9-]+");

  private BucketRegion() {}

  /** Returns whether {@code region} is one. */
  public static boolean isValid(String region) {
    return RULE.matcher(region).matches();
  }
}

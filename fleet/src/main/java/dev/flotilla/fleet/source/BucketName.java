package dev.flotilla.fleet.source;

import java.util.regex.Pattern;

/**
 * The rule for the name of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Naming
 *     rules of S3</a>, which other providers follow
 */
public final class BucketName {
  private static final Pattern RULE = Pattern.compile("[a-z0-9][-a-z0-9.]{1,61}[a-z0-9]");
  private static final Pattern NO_NAME = Pattern.compile(".*\\.\\..*|[0-9]+(\\.[0-9]+){3}|xn--.*");

  private BucketName() {}

  /**
   * Returns whether it has 3 to 63 lower-case letters, digits, '-' or '.', and is neither an
   * address nor has two dots in a row.
   */
  public static boolean isValid(String name) {
    return RULE.matcher(name).matches() && !NO_NAME.matcher(name).matches();
  }
}

package dev.flotilla.fleet.content.internal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The unquoted scalars that YAML 1.1 and 1.2 read differently, or whose value is not what it looks
 * like.
 *
 * @see <a href="https://yaml.org/type/">types of YAML 1.1</a>
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">core schema of YAML 1.2</a>
 */
final class PlainScalar {
  private static final Pattern TRUE = Pattern.compile("(?i:y|yes|on)");
  private static final Pattern FALSE = Pattern.compile("(?i:n|no|off)");

  /** Octal in YAML 1.1, decimal in YAML 1.2. */
  private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9_]+");

  private static final Pattern OTHER_NUMBER =
      Pattern.compile(
          // An exponent without a point, hexadecimal and the like, underscores, base 60.
          "[-+]?([0-9]+[eE][-+]?[0-9]+|0[box][0-9a-fA-F_]+|[0-9][0-9_]*_[0-9_]*(\\.[0-9_]*)?"
              + "|[0-9]+(:[0-5]?[0-9])+(\\.[0-9]*)?)");

  private static final Pattern NOT_FINITE = Pattern.compile("(?i:[-+]?\\.inf|\\.nan)");

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?");

  /** A version, which would lose its last digits as a number. */
  private static final Pattern TRAILING_ZERO = Pattern.compile("[-+]?[0-9]+\\.([0-9]*0|)");

  private PlainScalar() {}

  /** Returns how to write {@code text} without ambiguity, if it is ambiguous. */
  static Optional<String> remedy(String text) {
    if (TRUE.matcher(text).matches()) {
      return Optional.of("write true or '" + text + "'");
    }
    if (FALSE.matcher(text).matches()) {
      return Optional.of("write false or '" + text + "'");
    }
    boolean unclear =
        LEADING_ZERO.matcher(text).matches()
            || OTHER_NUMBER.matcher(text).matches()
            || NOT_FINITE.matcher(text).matches()
            || TRAILING_ZERO.matcher(text).matches();
    if (unclear) {
      return Optional.of("write a plain number, or '" + text + "' for a string");
    }
    return DATE.matcher(text).matches()
        ? Optional.of("write '" + text + "' for a string")
        : Optional.empty();
  }
}

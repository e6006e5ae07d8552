package dev.flotilla.fleet.kubernetes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule for a host with its port, if it has one: {@code ghcr.io}, {@code 10.0.0.1:5000}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1123#section-2.1">RFC 1123, host names</a>
 */
public final class HostPort {
  private static final int MAX_PORT = 65535;
  private static final String LABEL = "[a-zA-Z0-9_](?:[-a-zA-Z0-9_]{0,61}[a-zA-Z0-9_])?";
  private static final Pattern RULE =
      Pattern.compile(
          "(?<host>(?=.{1,253}(?::[0-9]*)?$)"
              + LABEL
              + "(?:\\."
              + LABEL
              + ")*|\\[(?<ipv6>[0-9a-fA-F:]+)])(?::(?<port>[0-9]+))?");

  private static final Pattern LOWER_CASE = Pattern.compile("[a-z0-9][-a-z0-9.]*(:[0-9]+)?");

  /** What ends in a number is an address to every client, never a name. */
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?[0-9]+");

  private HostPort() {}

  /** Returns whether {@code text} is a host, with a port between 1 and 65535 or none. */
  public static boolean isValid(String text) {
    Matcher matcher = RULE.matcher(text);
    if (!matcher.matches() || !isPort(matcher.group("port"))) {
      return false;
    }
    if (matcher.group("ipv6") != null) {
      return IpRange.isAddress(matcher.group("ipv6"));
    }
    String host = matcher.group("host");
    return !NUMERIC.matcher(host).matches() || IpRange.isAddress(host);
  }

  /** Returns whether {@code text} is a lower-case name or IPv4 address, with a port or none. */
  public static boolean isLowerCaseName(String text) {
    return LOWER_CASE.matcher(text).matches() && isValid(text);
  }

  /** Returns whether {@code text}, null for none, is a port. */
  private static boolean isPort(@Nullable String text) {
    if (text == null) {
      return true;
    }
    return text.length() <= 5 && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX_PORT;
  }
}

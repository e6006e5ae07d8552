package dev.flotilla.fleet.kubernetes;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule for ranges of addresses such as {@code 192.0.2.0/24} and {@code 2001:db8::/32}: what
 * Kubernetes takes where it is strict, so no leading zeros, no IPv4 in IPv6, and no bits beyond the
 * prefix, which one reader drops and another counts.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">Network
 *     policies</a>
 */
public final class IpRange {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*");
  private static final Pattern RULE =
      Pattern.compile("(?<address>[^/]+)/(?<prefix>0|[1-9][0-9]{0,2})");

  private IpRange() {}

  /**
   * Returns {@code value} if it is a range.
   *
   * @param what names the value in the message, in the user's words
   */
  public static String check(String what, String value) {
    Matcher matcher = RULE.matcher(value);
    byte[] address =
        matcher.matches() ? address(matcher.group("address")).orElse(new byte[0]) : new byte[0];
    int prefix = address.length == 0 ? 0 : Integer.parseInt(matcher.group("prefix"));
    if (address.length == 0 || prefix > address.length * Byte.SIZE) {
      throw new IllegalArgumentException(
          what + " must be a range such as '192.0.2.0/24' or '2001:db8::/32', got '" + value + "'");
    }
    byte[] first = masked(address, prefix);
    if (!Arrays.equals(first, address)) {
      throw new IllegalArgumentException(
          "%s must have no bits beyond its prefix, got '%s'; write '%s/%d', or '%s/%d' for the one address"
              .formatted(
                  what,
                  value,
                  text(first),
                  prefix,
                  matcher.group("address"),
                  address.length * Byte.SIZE));
    }
    return value;
  }

  /** Returns whether {@code value} is one address. */
  public static boolean isAddress(String value) {
    return address(value).isPresent();
  }

  /** Nothing that reaches the resolver is a name, so nothing is looked up. */
  private static Optional<byte[]> address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(text);
      boolean isMapped = address instanceof Inet4Address && text.contains(":");
      return isMapped ? Optional.empty() : Optional.of(address.getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static byte[] masked(byte[] address, int prefix) {
    byte[] masked = new byte[address.length];
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      masked[bit / Byte.SIZE] |= (byte) (address[bit / Byte.SIZE] & mask);
    }
    return masked;
  }

  private static String text(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.flotilla.fleet.kubernetes;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule for amounts such as {@code 500m}, {@code 2}, {@code 128Mi}: the grammar of Kubernetes,
 * from zero to the greatest amount that it counts. The API server would round finer amounts, and
 * accepts greater ones although nothing can count them.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
public final class Quantity {
  private static final BigDecimal MAX_AMOUNT = new BigDecimal(Long.MAX_VALUE);
  private static final int FINEST_SCALE = 9;
  private static final int STEP = 1024;

  private static final String DECIMAL = "numkMGTPE";
  private static final List<Integer> POWERS = List.of(-9, -6, -3, 3, 6, 9, 12, 15, 18);
  private static final String BINARY = "KMGTPE";
  private static final Pattern RULE =
      Pattern.compile(
          "\\+?(?<number>[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:(?<binary>[KMGTPE])i|(?<decimal>[numkMGTPE])|[eE](?<exponent>[-+]?[0-9]{1,9}))?");

  private Quantity() {}

  /**
   * Returns the amount that {@code value} stands for.
   *
   * @param what names the value in the message, in the user's words
   */
  public static BigDecimal amount(String what, String value) {
    Matcher matcher = RULE.matcher(value);
    if (!matcher.matches()) {
      throw refused(what, "be a Kubernetes quantity such as '500m' or '2Gi'", value);
    }
    BigDecimal amount = amount(matcher);
    if (amount.compareTo(MAX_AMOUNT) > 0) {
      throw refused(what, "be at most '" + MAX_AMOUNT + "'", value);
    }
    if (amount.signum() != 0 && amount.stripTrailingZeros().scale() > FINEST_SCALE) {
      throw refused(what, "be a multiple of '1n'", value);
    }
    return amount;
  }

  /** Returns the amount that {@code value} stands for, if it is whole. */
  static BigDecimal whole(String what, String value) {
    BigDecimal amount = amount(what, value);
    if (amount.signum() != 0 && amount.stripTrailingZeros().scale() > 0) {
      throw refused(what, "be a whole number", value);
    }
    return amount;
  }

  private static BigDecimal amount(Matcher matcher) {
    BigDecimal number = new BigDecimal("0" + matcher.group("number"));
    if (matcher.group("binary") != null) {
      int power = BINARY.indexOf(matcher.group("binary")) + 1;
      return number.multiply(BigDecimal.valueOf(STEP).pow(power));
    }
    if (matcher.group("decimal") != null) {
      return number.scaleByPowerOfTen(POWERS.get(DECIMAL.indexOf(matcher.group("decimal"))));
    }
    return matcher.group("exponent") == null
        ? number
        : number.scaleByPowerOfTen(Integer.parseInt(matcher.group("exponent")));
  }

  private static IllegalArgumentException refused(String what, String rule, String value) {
    return new IllegalArgumentException(what + " must " + rule + ", got '" + value + "'");
  }
}

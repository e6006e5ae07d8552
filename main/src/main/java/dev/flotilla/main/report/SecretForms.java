package dev.flotilla.main.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How programs write one value: as it is, quoted by Java, Go, JSON, a shell or a URL, in base64 (of
 * either alphabet, also in the midst of a longer text, twice as in a Secret with Docker's login),
 * in hexadecimal, and as a list of bytes.
 */
final class SecretForms {
  private SecretForms() {}

  static Set<String> of(String secret) {
    Set<String> forms = new LinkedHashSet<>(quoted(secret));
    for (String text : List.copyOf(forms)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (String once : base64(bytes)) {
        forms.add(once);
        forms.addAll(base64(once.getBytes(StandardCharsets.US_ASCII)));
      }
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (String gap : List.of(" ", ",", ", ")) {
      forms.add(numbers(bytes, gap, 0xff));
      forms.add(numbers(bytes, gap, -1));
    }
    return forms;
  }

  private static List<String> quoted(String secret) {
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String path = url.replace("+", "%20");
    List<String> forms = new ArrayList<>(List.of(secret, url, path));
    forms.add(lowerEscapes(url));
    forms.add(lowerEscapes(path));
    forms.add(path.replace("%21", "!").replace("%27", "'").replace("%28", "(").replace("%29", ")"));
    forms.add(path.replace("%7E", "~"));
    forms.add(escaped(secret, false, true));
    forms.add(escaped(secret, false, false));
    forms.add(escaped(secret, true, true));
    forms.add(escaped(secret, true, false));
    // Once more where what is quoted already is quoted as a part of a longer text.
    forms.add(escaped(escaped(secret, false, false), false, false));
    forms.add(escaped(escaped(secret, true, false), false, false));
    forms.add(secret.replace("'", "'\\''"));
    forms.add(secret.replace("'", "''"));
    forms.add(secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    return forms;
  }

  private static String lowerEscapes(String url) {
    StringBuilder lower = new StringBuilder(url);
    for (int at = url.indexOf('%'); at >= 0; at = url.indexOf('%', at + 1)) {
      lower.replace(at, at + 3, url.substring(at, at + 3).toLowerCase(Locale.ROOT));
    }
    return lower.toString();
  }

  /**
   * Escapes as JSON, Java and Go do.
   *
   * @param html whether also what HTML takes for its own, as Go's JSON does
   * @param ascii whether also all that is not ASCII
   */
  private static String escaped(String secret, boolean html, boolean ascii) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < secret.length(); i++) {
      char c = secret.charAt(i);
      switch (c) {
        case '"' -> escaped.append("\\\"");
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          boolean special = html && "<>&".indexOf(c) >= 0;
          if (special || c < ' ' || (ascii && c > '~')) {
            escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  /** Base64 at each of three offsets in a longer text, without what depends on its neighbours. */
  private static List<String> base64(byte[] bytes) {
    List<String> all = new ArrayList<>();
    for (int offset = 0; offset < 3; offset++) {
      byte[] shifted = new byte[offset + bytes.length];
      System.arraycopy(bytes, 0, shifted, offset, bytes.length);
      int first = offset == 0 ? 0 : offset + 1;
      int last = shifted.length * 8 / 6;
      all.add(Base64.getEncoder().encodeToString(shifted).substring(first, last));
      all.add(Base64.getUrlEncoder().encodeToString(shifted).substring(first, last));
    }
    return all;
  }

  private static String numbers(byte[] bytes, String gap, int mask) {
    return IntStream.range(0, bytes.length)
        .mapToObj(i -> String.valueOf(bytes[i] & mask))
        .collect(Collectors.joining(gap));
  }
}

package dev.flotilla.main.opentofu;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/** The values that must never be shown, whatever OpenTofu or a provider prints. */
final class Secrets {
  /** A shorter one is no secret, and would tear up words and paths. */
  private static final int SHORTEST = 8;

  private final List<String> hidden = new ArrayList<>();

  Secrets(Collection<String> values) {
    for (String value : values) {
      if (value.length() >= SHORTEST) {
        hidden.add(value);
        hidden.add(
            Base64.getEncoder()
                .withoutPadding()
                .encodeToString(value.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  String mask(String text) {
    String masked = text;
    for (String value : hidden) {
      masked = masked.replace(value, "(sensitive)");
    }
    return masked;
  }
}

package dev.flotilla.fleet.schema;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.WrittenText;
import dev.flotilla.fleet.sigstore.TrustedRoot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds every text of an object, whatever its kind, to {@link WrittenText}. */
public final class TextCheck {
  /** Certificates and public keys, and what SOPS has encrypted; trusted roots consist of them. */
  private static final Pattern PUBLIC =
      Pattern.compile(
          "(?s)\\s*((-----BEGIN (CERTIFICATE|[A-Z ]*PUBLIC KEY( BLOCK)?)-----[^-]+(-[^-]+)*-----END"
              + " [A-Z ]+-----|((ssh|ecdsa|sk-ssh|sk-ecdsa)-[-\\w@.]+ AAAA[A-Za-z0-9+/]+=*( [^\\n]*)?(\\n|$)))\\s*)*"
              + "|ENC\\[.*\\]\\s*");

  private final String id;
  private final List<String> problems = new ArrayList<>();

  private TextCheck(String id) {
    this.id = id;
  }

  /** Returns what is wrong with the texts of an object, without the texts. */
  public static List<String> problems(KubernetesObject object) {
    TextCheck check = new TextCheck(object.id());
    check.value("", null, object.toMap());
    if (object.apiVersion().equals("v1") && object.kind().equals("Secret")) {
      check.secret("data", object.body().get("data"));
      check.secret("stringData", object.body().get("stringData"));
    }
    return check.problems;
  }

  private void value(String path, @Nullable String before, @Nullable Object value) {
    if (value instanceof Map<?, ?> fields) {
      fields.forEach(
          (key, child) -> {
            String name = String.valueOf(key);
            text(path, null, name);
            value(path.isEmpty() ? name : path + "." + name, name, child);
          });
    } else if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        value(path + "[" + i + "]", WrittenText.before(items, i), items.get(i));
      }
    } else if (value instanceof String text) {
      text(path, before, text);
    } else if (value instanceof SubstitutedValue late) {
      text(path, before, late.template(UnaryOperator.identity()));
    }
  }

  private void text(String path, @Nullable String before, String text) {
    WrittenText.problem(before, text)
        .ifPresent(rule -> problems.add("'%s' in %s %s".formatted(path, id, rule)));
  }

  private void secret(String field, @Nullable Object values) {
    if (values instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            String text = decoded(field, String.valueOf(value));
            if (!PUBLIC.matcher(text).matches() && !TrustedRoot.isValid(text)) {
              problems.add(
                  "'%s.%s' in %s must be a certificate, a public key or encrypted by SOPS, got something else; create the Secret with a Credential"
                      .formatted(field, key, id));
            }
          });
    }
  }

  private static String decoded(String field, String value) {
    if (!field.equals("data")) {
      return value;
    }
    try {
      return new String(Base64.getDecoder().decode(value.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}

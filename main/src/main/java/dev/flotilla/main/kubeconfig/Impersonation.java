package dev.flotilla.main.kubeconfig;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whom a user acts as, as headers; a name may come several times.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/">impersonation</a>
 */
public record Impersonation(List<Header> headers) {
  /** What an HTTP header's name may have beside letters and digits. */
  private static final String LEGAL = "!#$&'*+-.^_`|~";

  /** A header of each request to the API server. */
  public record Header(String name, String value) {}

  static Impersonation of(UserEntry user) {
    List<Header> headers = new ArrayList<>();
    add(headers, "Impersonate-User", user.as());
    add(headers, "Impersonate-Uid", user.asUid());
    user.asGroups().forEach(group -> add(headers, "Impersonate-Group", group));
    user.asUserExtra()
        .forEach(
            (key, values) ->
                values.forEach(
                    value -> headers.add(new Header("Impersonate-Extra-" + escaped(key), value))));
    return new Impersonation(headers);
  }

  private static void add(List<Header> headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.add(new Header(name, value));
    }
  }

  private static String escaped(String key) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean legal =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || LEGAL.indexOf(c) >= 0;
      escaped.append(legal ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return escaped.toString();
  }
}

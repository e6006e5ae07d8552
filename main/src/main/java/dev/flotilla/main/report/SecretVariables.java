package dev.flotilla.main.report;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which environment variables hold secrets, by the names that programs have for them. */
final class SecretVariables {
  /**
   * OpenTofu's variables are the fleet's credentials, except those that say how a cluster is
   * reached.
   */
  private static final String OPENTOFU = "TF_VAR_";

  private static final Set<String> NO_SECRETS = Set.of("TF_VAR_kubeconfig", "TF_VAR_kube_context");

  /** The last ones are those of OpenTofu's backends and key providers. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(TOKEN|PASSWORD|PASSWD|PASSPHRASE|SECRET|(ACCESS|SECRET|API|PRIVATE|ACCOUNT)_?KEY)"
              + "|TF_TOKEN_.*|.*(CUSTOMER|PROVIDED|ENCRYPTION)_KEY|.*KEY_(DATA|PEM)|.*_CONN_STR"
              + "|ARM_CLIENT_CERTIFICATE");

  /** These may also be the path of a file, which is no secret. */
  private static final Pattern CREDENTIALS = Pattern.compile("(?i).*CREDENTIALS");

  /** A login may be in any URL, such as that of a proxy. */
  private static final Pattern LOGIN =
      Pattern.compile("(?s)[a-zA-Z][-a-zA-Z0-9+.]*://(?<login>[^/@:]*:(?<password>[^/]*))@.*");

  private SecretVariables() {}

  static void hide(Map<String, String> environment, SecretMask secrets) {
    environment.forEach(
        (name, value) -> {
          if (isSecret(name, value)) {
            secrets.add(value);
          }
          Matcher url = LOGIN.matcher(value);
          if (url.matches()) {
            secrets.add(url.group("login"));
            secrets.add(url.group("password"));
            secrets.add(decoded(url.group("password")));
          }
        });
  }

  private static boolean isSecret(String name, String value) {
    boolean isVariable = name.startsWith(OPENTOFU) && !NO_SECRETS.contains(name);
    boolean isContent = CREDENTIALS.matcher(name).matches() && value.strip().startsWith("{");
    return isVariable || isContent || SECRET.matcher(name).matches();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}

package dev.flotilla.main.report;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which environment variables hold secrets, by the names that programs have for them. */
final class SecretVariables {
  /** OpenTofu's variables are the fleet's credentials, but for those that say where things are. */
  private static final String OPENTOFU = "TF_VAR_";

  private static final Set<String> NO_SECRETS = Set.of("TF_VAR_kubeconfig", "TF_VAR_kube_context");

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(TOKEN|PASSWORD|PASSWD|PASSPHRASE|SECRET|(ACCESS|SECRET|API|PRIVATE|ACCOUNT)_?KEY)");

  private SecretVariables() {}

  static void hide(Map<String, String> environment, SecretMask secrets) {
    environment.forEach(
        (name, value) -> {
          boolean isVariable = name.startsWith(OPENTOFU) && !NO_SECRETS.contains(name);
          if (isVariable || SECRET.matcher(name).matches()) {
            secrets.add(value);
          }
        });
  }
}

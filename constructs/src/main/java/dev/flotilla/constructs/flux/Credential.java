package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.Rfc1123;
import dev.flotilla.constructs.opentofu.TemplateText;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Secret that Flux authenticates with.
 *
 * <p>Its value never passes through synthesis: it enters OpenTofu as a sensitive, ephemeral
 * variable and goes to a write-only attribute, so it is in neither JSON, state nor plan.
 */
public sealed interface Credential {
  /**
   * Returns a credential for one container registry, at revision 1.
   *
   * @param secretName the Secret's name, an RFC 1123 subdomain
   * @param host the registry's host, for example {@code ghcr.io}
   * @param username the account that pulls
   */
  static Registry registry(String secretName, String host, String username) {
    return new Registry(secretName, host, username, 1);
  }

  /** Returns the Secret's name. */
  String secretName();

  /**
   * Returns the revision of the value: a value given to OpenTofu reaches the cluster only when this
   * number has risen since the last apply, at least 1.
   */
  int revision();

  /** Returns the OpenTofu variable that takes the value, given as {@code TF_VAR_<name>}. */
  String variableName();

  /** Returns what the variable's value is, for whoever has to give it. */
  String variableDescription();

  /** Returns the Secret's type. */
  String secretType();

  /** Returns the Secret's data: keys, and the OpenTofu expressions that yield their values. */
  Map<String, String> secretData();

  /**
   * A Secret of type {@code kubernetes.io/dockerconfigjson}; its value is the password or token.
   */
  record Registry(String secretName, String host, String username, int revision)
      implements Credential {
    private static final Pattern HOST = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9.]*(:[0-9]{1,5})?");

    public Registry {
      Rfc1123.subdomain("name of a credential's Secret", secretName);
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "the registry of credential '"
                + secretName
                + "' must be a host such as 'ghcr.io', got '"
                + host
                + "'");
      }
      if (username.isBlank() || username.contains(":")) {
        throw new IllegalArgumentException(
            "the user name of credential '"
                + secretName
                + "' must not be blank and has no ':', got '"
                + username
                + "'");
      }
      if (revision < 1) {
        throw new IllegalArgumentException(
            "the revision of credential '"
                + secretName
                + "' must be at least 1, got '"
                + revision
                + "'");
      }
    }

    /** Returns this credential at another revision: raise it to send a new value. */
    public Registry withRevision(int newRevision) {
      return new Registry(secretName, host, username, newRevision);
    }

    /** Returns this credential for another host, the mirror's. */
    public Registry withHost(String newHost) {
      return new Registry(secretName, newHost, username, revision);
    }

    @Override
    public String variableName() {
      return secretName.replaceAll("[^a-z0-9]", "_") + "_password";
    }

    @Override
    public String variableDescription() {
      return "Password or token of " + username + " at " + host + ".";
    }

    @Override
    public String secretType() {
      return "kubernetes.io/dockerconfigjson";
    }

    @Override
    public Map<String, String> secretData() {
      String user = TemplateText.quoted(username);
      String password = "var." + variableName();
      return Map.of(
          ".dockerconfigjson",
          "${jsonencode({auths = {%s = {username = %s, password = %s, auth = base64encode(join(\":\", [%s, %s]))}}})}"
              .formatted(TemplateText.quoted(host), user, password, user, password));
    }
  }
}

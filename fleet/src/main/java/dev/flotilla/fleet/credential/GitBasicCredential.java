package dev.flotilla.fleet.credential;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A user name and a password or token for Git over HTTPS.
 *
 * @see Credential#gitBasic
 * @see <a
 *     href="https://fluxcd.io/flux/components/source/gitrepositories/#basic-access-authentication">GitRepository
 *     basic authentication</a>
 */
public record GitBasicCredential(String secretName, String username, int revision)
    implements GitCredential {
  public GitBasicCredential {
    Credentials.check(secretName, revision);
    if (username.isBlank()) {
      throw new IllegalArgumentException(
          "the user name of credential '"
              + secretName
              + "' must not be blank, got '"
              + username
              + "'; name the account that the password or token belongs to");
    }
  }

  @Override
  public GitBasicCredential withRevision(int newRevision) {
    return new GitBasicCredential(secretName, username, newRevision);
  }

  @Override
  public SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put(passwordVariable(), "Password or token of " + username + " for Git.");
    return variables;
  }

  /** Returns the OpenTofu variable that takes the password. */
  public String passwordVariable() {
    return Credentials.variable(secretName, "password");
  }

  @Override
  public String secretType() {
    return "Opaque";
  }

  @Override
  public SortedMap<String, String> data(SecretValues values) {
    SortedMap<String, String> data = new TreeMap<>();
    data.put("username", values.text(username));
    data.put("password", values.variable(passwordVariable()));
    return data;
  }
}

package dev.flotilla.fleet.credential;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A private key for Git over SSH, and the host keys it is used with.
 *
 * @see Credential#gitSsh
 * @see <a
 *     href="https://fluxcd.io/flux/components/source/gitrepositories/#ssh-authentication">GitRepository
 *     SSH authentication</a>
 */
public record GitSshCredential(String secretName, String knownHosts, int revision)
    implements GitCredential {
  public GitSshCredential {
    Credentials.check(secretName, revision);
    if (knownHosts.isBlank()) {
      throw new IllegalArgumentException(
          "credential '"
              + secretName
              + "' needs the Git server's host keys, got '"
              + knownHosts
              + "'; print them with 'ssh-keyscan <host>'");
    }
  }

  @Override
  public GitSshCredential withRevision(int newRevision) {
    return new GitSshCredential(secretName, knownHosts, newRevision);
  }

  @Override
  public SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put(identityVariable(), "Private SSH key for Git.");
    return variables;
  }

  /** Returns the OpenTofu variable that takes the private key. */
  public String identityVariable() {
    return Credentials.variable(secretName, "identity");
  }

  @Override
  public String secretType() {
    return "Opaque";
  }

  @Override
  public SortedMap<String, String> data(SecretValues values) {
    SortedMap<String, String> data = new TreeMap<>();
    data.put("identity", values.variable(identityVariable()));
    data.put("known_hosts", values.text(knownHosts));
    return data;
  }
}

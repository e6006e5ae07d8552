package dev.flotilla.fleet.credential;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A GitHub App, whose short-lived tokens Flux fetches itself.
 *
 * @see Credential#gitHubApp
 * @see <a href="https://fluxcd.io/flux/components/source/gitrepositories/#github">GitRepository
 *     GitHub App authentication</a>
 */
@RecordBuilder
public record GitHubAppCredential(
    String secretName, long appId, String installationOwner, int revision)
    implements GitCredential {
  public GitHubAppCredential {
    Credentials.check(secretName, revision);
    if (appId < 1) {
      throw new IllegalArgumentException(
          "the app ID of credential '"
              + secretName
              + "' must be the number that GitHub shows, got '"
              + appId
              + "'; copy it from the settings of the GitHub App");
    }
    if (installationOwner.isBlank()) {
      throw new IllegalArgumentException(
          "credential '"
              + secretName
              + "' needs the account that has installed the GitHub App, got '"
              + installationOwner
              + "'; name that organization or user");
    }
  }

  @Override
  public GitHubAppCredential withRevision(int newRevision) {
    return GitHubAppCredentialFields.from(this).revision(newRevision).build();
  }

  @Override
  public SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put(privateKeyVariable(), "Private key of GitHub App " + appId + ".");
    return variables;
  }

  /** Returns the OpenTofu variable that takes the private key. */
  public String privateKeyVariable() {
    return Credentials.variable(secretName, "private_key");
  }

  @Override
  public String secretType() {
    return "Opaque";
  }

  @Override
  public SortedMap<String, String> data(SecretValues values) {
    SortedMap<String, String> data = new TreeMap<>();
    data.put("githubAppID", values.text(Long.toString(appId)));
    data.put("githubAppInstallationOwner", values.text(installationOwner));
    data.put("githubAppPrivateKey", values.variable(privateKeyVariable()));
    return data;
  }
}

package dev.flotilla.fleet.credential;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A Secret that Flux authenticates with.
 *
 * <p>Its values never pass through synthesis: they enter OpenTofu as sensitive, ephemeral variables
 * and go to a write-only attribute, so they are in neither JSON, state nor plan.
 */
public sealed interface Credential permits RegistryCredential, GitCredential, OpaqueCredential {
  /**
   * Returns a credential for one container registry; {@link RegistryCredential#and} adds others.
   *
   * @param secretName the Secret's name, an RFC 1123 subdomain
   * @param host the registry's host, for example {@code ghcr.io}
   * @param username the account that pulls
   */
  static RegistryCredential registry(String secretName, String host, String username) {
    return new RegistryCredential(secretName, host, username);
  }

  /** Returns a user name and a password or token for Git over HTTPS. */
  static GitBasicCredential gitBasic(String secretName, String username) {
    return new GitBasicCredential(secretName, username, 1);
  }

  /**
   * Returns a private key for Git over SSH.
   *
   * @param knownHosts the server's host keys, as {@code ssh-keyscan} prints them
   */
  static GitSshCredential gitSsh(String secretName, String knownHosts) {
    return new GitSshCredential(secretName, knownHosts, 1);
  }

  /**
   * Returns a GitHub App.
   *
   * @param appId the app's number
   * @param installationOwner the account or organization that has installed it
   */
  static GitHubAppCredential gitHubApp(String secretName, long appId, String installationOwner) {
    return new GitHubAppCredential(secretName, appId, installationOwner, 1);
  }

  /** Returns a Secret of any keys, for example a decryption key; each key's value is a variable. */
  static OpaqueCredential opaque(String secretName, String... keys) {
    SortedSet<String> sorted = new TreeSet<>(List.of(keys));
    return new OpaqueCredential(secretName, sorted, 1);
  }

  /**
   * Returns the name of a Secret's resource in OpenTofu: each character that is not a letter or
   * digit becomes an underscore.
   */
  static String resourceName(String secretName) {
    String identifier = secretName.replaceAll("[^A-Za-z0-9]", "_");
    return Character.isDigit(identifier.charAt(0)) ? "_" + identifier : identifier;
  }

  /** Returns the Secret's name. */
  String secretName();

  /**
   * Returns the revision of the values, at least 1: values given to OpenTofu reach the cluster only
   * when this number has risen since the last apply.
   */
  int revision();

  /** Returns this credential at another revision: raise it to send new values. */
  Credential withRevision(int revision);

  /**
   * Returns the OpenTofu variables that take the values, given as {@code TF_VAR_<name>}, and what
   * each is.
   */
  SortedMap<String, String> variables();

  /** Returns the Secret's type. */
  String secretType();

  /** Returns the Secret's keys and what they hold, written as {@code values} does. */
  SortedMap<String, String> data(SecretValues values);
}

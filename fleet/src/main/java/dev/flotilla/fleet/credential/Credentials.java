package dev.flotilla.fleet.credential;

import dev.flotilla.fleet.kubernetes.Rfc1123;

/** What all kinds of credentials share. */
final class Credentials {
  private Credentials() {}

  /** Refuses a malformed name and a revision that OpenTofu would never send. */
  static void check(String secretName, int revision) {
    Rfc1123.subdomain("name of a credential's Secret", secretName);
    if (revision < 1) {
      throw new IllegalArgumentException(
          "the revision of credential '"
              + secretName
              + "' must be at least 1, got '"
              + revision
              + "'");
    }
  }

  /** Returns the name of the variable for a part of a Secret. */
  static String variable(String secretName, String part) {
    return Credential.resourceName(secretName + "_" + part);
  }
}

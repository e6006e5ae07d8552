package dev.flotilla.fleet;

import dev.flotilla.fleet.kubernetes.HostPort;
import java.util.regex.Pattern;

/** The rules for the names that an organization has in different places. */
final class OrganizationNames {
  /** An account; with a suffix after {@code _} where a company manages it. */
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9](-?[A-Za-z0-9_])*");

  private static final Pattern GROUP = Pattern.compile("\\w[-\\w.]*(/\\w[-\\w.]*)*");
  private static final Pattern REPOSITORY = Pattern.compile("\\w[-\\w.]*");
  private static final Pattern REGISTRY =
      Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9.]*(:\\d{1,5})?(/[^\\s:@]*[^\\s:@/])?");

  private OrganizationNames() {}

  static void checkHost(String host) {
    if (!HostPort.isLowerCaseName(host)) {
      throw new IllegalArgumentException(
          "the Git server of an organization must be a host such as 'gitlab.com', without 'https://', got '"
              + host
              + "'");
    }
  }

  static void checkOwner(String gitHost, String owner) {
    if (!gitHost.equals(Organization.GITHUB)) {
      check(
          GROUP,
          owner,
          "the owner of an organization's Git repositories must be a group such as 'acme/platform'");
    } else if (owner.indexOf('/') > 0) {
      throw new IllegalArgumentException(
          "the owner on GitHub must be one account such as 'Acme-Corp', got '"
              + owner
              + "'; where registry and Git differ, use Organization.builder(new OciUrl(\"oci://<registry>/"
              + owner
              + "\"), \"<owner>\")");
    } else {
      check(ACCOUNT, owner, "the owner on GitHub must be one account such as 'Acme-Corp'");
    }
  }

  static void checkRepository(String repository) {
    check(
        REPOSITORY,
        repository,
        "a repository of an organization must be its name alone such as 'fleet'");
  }

  static void checkRegistry(String registry) {
    check(
        REGISTRY,
        registry,
        "the registry of an organization must be a host such as 'ghcr.io', with a folder if it needs one, without 'oci://' or 'https://'");
  }

  private static void check(Pattern rule, String value, String message) {
    if (!rule.matcher(value).matches()) {
      throw new IllegalArgumentException(message + ", got '" + value + "'");
    }
  }
}

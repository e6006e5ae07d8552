package dev.flotilla.fleet.credential;

import java.util.List;

/** How the values of a Secret are written where it is created. */
public interface SecretValues {
  /**
   * An account at a registry.
   *
   * @param variable takes the account's password or token
   */
  record Login(String host, String username, String variable) {}

  /** Returns a text that is no secret, as it stands. */
  String text(String text);

  /** Returns the value that is given to the OpenTofu variable {@code name}. */
  String variable(String name);

  /** Returns a Docker configuration that logs in to registries. */
  String dockerConfig(List<Login> logins);
}

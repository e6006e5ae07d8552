package dev.flotilla.fleet.credential;

import dev.flotilla.fleet.kubernetes.HostPort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A Secret of type {@code kubernetes.io/dockerconfigjson}; its values are passwords or tokens.
 *
 * @param usernames from a registry's host to the account that pulls there, in the order given; the
 *     first host's variable is {@code <secret>_password}, another's {@code
 *     <secret>_<host>_password}
 * @see Credential#registry
 */
public record RegistryCredential(String secretName, Map<String, String> usernames, int revision)
    implements Credential {
  public RegistryCredential {
    Credentials.check(secretName, revision);
    usernames = Collections.unmodifiableMap(new LinkedHashMap<>(usernames));
    if (usernames.isEmpty()) {
      throw new IllegalArgumentException(
          "credential '" + secretName + "' must have at least one registry, got none");
    }
    usernames.forEach((host, username) -> check(secretName, host, username));
  }

  RegistryCredential(String secretName, String host, String username) {
    this(secretName, Collections.singletonMap(host, username), 1);
  }

  private static void check(String secretName, String host, String username) {
    if (!HostPort.isValid(host)) {
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
              + "' must not be blank or contain ':', got '"
              + username
              + "'; name the account that the password or token belongs to");
    }
  }

  /** Returns this credential with the account of another registry added. */
  public RegistryCredential and(String host, String username) {
    Map<String, String> more = new LinkedHashMap<>(usernames);
    if (more.put(host, username) != null) {
      throw new IllegalArgumentException(
          "credential '"
              + secretName
              + "' must have one account per registry, got '"
              + host
              + "' twice; remove one");
    }
    return new RegistryCredential(secretName, more, revision);
  }

  /**
   * Returns this credential for the hosts that {@code mirror} maps its hosts to. Where two hosts
   * share a mirror, the account of the first is used there.
   */
  public RegistryCredential at(UnaryOperator<String> mirror) {
    Map<String, String> moved = new LinkedHashMap<>();
    usernames.forEach((host, username) -> moved.putIfAbsent(mirror.apply(host), username));
    return new RegistryCredential(secretName, moved, revision);
  }

  @Override
  public RegistryCredential withRevision(int newRevision) {
    return new RegistryCredential(secretName, usernames, newRevision);
  }

  @Override
  public SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>();
    usernames.forEach(
        (host, username) ->
            variables.put(
                variable(host), "Password or token of " + username + " at " + host + "."));
    return variables;
  }

  /** Returns the OpenTofu variable that takes the password at {@code host}. */
  public String variable(String host) {
    boolean first = host.equals(usernames.keySet().iterator().next());
    return Credentials.variable(secretName, first ? "password" : host + "_password");
  }

  @Override
  public String secretType() {
    return "kubernetes.io/dockerconfigjson";
  }

  @Override
  public SortedMap<String, String> data(SecretValues values) {
    List<SecretValues.Login> logins = new ArrayList<>();
    usernames.forEach(
        (host, username) -> logins.add(new SecretValues.Login(host, username, variable(host))));
    SortedMap<String, String> data = new TreeMap<>();
    data.put(".dockerconfigjson", values.dockerConfig(logins));
    return data;
  }
}

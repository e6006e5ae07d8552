package dev.flotilla.fleet.access;

import dev.flotilla.fleet.kubernetes.Ordered;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A command that prints a credential for an API server, for example {@code aws eks get-token}.
 *
 * @param environment variables that the command gets; no secrets, they are in the JSON
 * @param apiVersion the version of its answer: a client refuses any other
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go
 *     credential plugins</a>
 */
@RecordBuilder
public record ExecCredential(
    String command,
    List<String> arguments,
    SortedMap<String, String> environment,
    String apiVersion) {
  /** The version that commands answer in by default. */
  public static final String V1 = "client.authentication.k8s.io/v1";

  /** The version that older commands answer in, such as kubelogin for Azure. */
  public static final String V1BETA1 = "client.authentication.k8s.io/v1beta1";

  public ExecCredential {
    if (command.isBlank()) {
      throw new IllegalArgumentException(
          "the credentials of a cluster need a command such as 'aws', got '" + command + "'");
    }
    if (!apiVersion.equals(V1) && !apiVersion.equals(V1BETA1)) {
      throw new IllegalArgumentException(
          "the apiVersion of command '%s' must be '%s' or '%s', got '%s'"
              .formatted(command, V1, V1BETA1, apiVersion));
    }
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /**
   * Returns a command with its arguments, which gets no variables and answers in {@link #V1}.
   *
   * @param command for example {@code aws}
   */
  public static ExecCredential of(String command, String... arguments) {
    return new ExecCredential(command, List.of(arguments), Ordered.NONE, V1);
  }

  /**
   * Returns the same command, which gets one more variable, for example {@code AWS_PROFILE}.
   * Rejected: a variable that it gets already.
   */
  public ExecCredential withVariable(String name, String value) {
    SortedMap<String, String> more =
        Ordered.putNew(environment, name, value, "a variable of command '" + command + "'");
    return ExecCredentialFields.from(this).environment(more).build();
  }

  /** Returns the same command, which answers in another version, such as {@link #V1BETA1}. */
  public ExecCredential withApiVersion(String version) {
    return ExecCredentialFields.from(this).apiVersion(version).build();
  }
}

package dev.flotilla.stacks;

import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.opentofu.TemplateText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A command that prints a credential for an API server, for example {@code aws eks get-token}.
 *
 * @param environment variables that the command gets; no secrets, they are in the JSON
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go
 *     credential plugins</a>
 */
public record ExecCredential(
    String command, List<String> arguments, SortedMap<String, String> environment) {
  private static final String API_VERSION = "client.authentication.k8s.io/v1";

  public ExecCredential {
    if (command.isBlank()) {
      throw new IllegalArgumentException(
          "the credentials of a cluster need a command such as 'aws', got '" + command + "'");
    }
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /** Returns a command with its arguments. */
  public static ExecCredential of(String command, String... arguments) {
    return new ExecCredential(command, List.of(arguments), new TreeMap<>());
  }

  Map<String, Object> toSpec() {
    return Ordered.map(
        "api_version", API_VERSION,
        "command", TemplateText.literal(command),
        "args", arguments.stream().map(TemplateText::literal).toList(),
        "env", TemplateText.literals(environment));
  }
}

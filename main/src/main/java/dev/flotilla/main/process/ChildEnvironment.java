package dev.flotilla.main.process;

import static dev.flotilla.main.process.Variables.CLOUDS;
import static dev.flotilla.main.process.Variables.COSIGN;
import static dev.flotilla.main.process.Variables.GIT;
import static dev.flotilla.main.process.Variables.GO;
import static dev.flotilla.main.process.Variables.HELM;
import static dev.flotilla.main.process.Variables.NETWORK;
import static dev.flotilla.main.process.Variables.NODE_JS;
import static dev.flotilla.main.process.Variables.OPENTOFU;
import static dev.flotilla.main.process.Variables.PASSWORD_STORE;
import static dev.flotilla.main.process.Variables.REGISTRY_LOGIN;
import static dev.flotilla.main.process.Variables.SYSTEM;

import dev.flotilla.main.report.Failure;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The other programs that run, and what each gets of the program's own environment. */
public enum ChildEnvironment {
  /** Runs the constructs; it gets no secret, because it loads much code of many authors. */
  NODE(EnumSet.of(SYSTEM, NODE_JS)),
  /** Reads what an artifact is built from. */
  GIT_CLIENT(EnumSet.of(SYSTEM, NETWORK, GIT)),
  /** Signs and verifies; alone in getting {@code COSIGN_PASSWORD}. */
  SIGNER(EnumSet.of(SYSTEM, GO, NETWORK, COSIGN, REGISTRY_LOGIN, PASSWORD_STORE), CLOUDS),
  /** Keeps a login to a registry. */
  CREDENTIAL_HELPER(EnumSet.of(SYSTEM, GO, NETWORK, REGISTRY_LOGIN, PASSWORD_STORE), CLOUDS),
  /** Fetches the credentials of a context of a kubeconfig. */
  CREDENTIAL_PLUGIN(EnumSet.of(SYSTEM, GO, NETWORK)),
  /** Plans and applies; in addition it gets what its stack needs. */
  ENGINE(EnumSet.of(SYSTEM, GO, NETWORK, OPENTOFU, HELM, REGISTRY_LOGIN));

  /**
   * Names more variables for OpenTofu, its providers and the commands that fetch credentials:
   * separated by commas, each a full name or a prefix with a {@code *} at its end.
   */
  public static final String DECLARED = "FLOTILLA_PASS_VARIABLES";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\*?");

  @SuppressWarnings("ImmutableEnumChecker") // nothing adds to it later
  private final Set<Variables> variables;

  ChildEnvironment(Set<Variables> variables) {
    this(variables, Set.of());
  }

  ChildEnvironment(Set<Variables> variables, Set<Variables> more) {
    this.variables = EnumSet.copyOf(variables);
    this.variables.addAll(more);
  }

  /** Returns the variables that the program gets of {@code own}. */
  public SortedMap<String, String> of(Map<String, String> own) {
    return of(own, List.of());
  }

  /**
   * Returns the variables that the program gets of {@code own}, those of {@code needs} too.
   *
   * @see Variables#neededBy
   */
  public SortedMap<String, String> of(Map<String, String> own, List<String> needs) {
    Set<Variables> passed = EnumSet.copyOf(variables);
    passed.addAll(Variables.neededBy(needs));
    List<String> declared = this == ENGINE || this == CREDENTIAL_PLUGIN ? declared(own) : List.of();
    SortedMap<String, String> environment = new TreeMap<>(own);
    environment
        .keySet()
        .removeIf(
            name ->
                passed.stream().noneMatch(row -> row.has(name))
                    && !Variables.matches(declared, name));
    return environment;
  }

  private static List<String> declared(Map<String, String> own) {
    List<String> names =
        Stream.of(own.getOrDefault(DECLARED, "").split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new Failure(
            "%s must be names of variables separated by commas, such as 'MY_TOKEN,ACME_*', got '%s'; correct it"
                .formatted(DECLARED, name));
      }
    }
    return names;
  }
}

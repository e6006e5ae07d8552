package dev.flotilla.main.opentofu;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.opentofu.run.StateChange;
import dev.flotilla.main.opentofu.state.StackState;
import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The credentials of one cluster and the passphrase of its state, as far as their variables are
 * set.
 *
 * <p>A value is sent only when its Secret is new or its revision rises, but the stack refuses every
 * apply that has none. What is not set and not sent is a placeholder.
 */
public final class CredentialVariables {
  private static final String PLACEHOLDER = "not-given";

  private final Cluster cluster;
  private final List<Credential> credentials;
  private final Map<String, String> environment;

  /** The credentials of {@code cluster}, with values from {@code environment}. */
  public CredentialVariables(
      Cluster cluster, List<Credential> credentials, Map<String, String> environment) {
    this.cluster = cluster;
    this.credentials = List.copyOf(credentials);
    this.environment = environment;
  }

  /** Returns the variables of all credentials: what is set, or a placeholder. */
  public SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>();
    for (Credential credential : credentials) {
      for (String name : credential.variables().keySet()) {
        variables.put(
            OpenTofu.VARIABLE + name,
            isSet(OpenTofu.VARIABLE + name) ? value(OpenTofu.VARIABLE + name) : PLACEHOLDER);
      }
    }
    return variables;
  }

  /** Returns the values that must not be shown. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>(variables().values());
    secrets.removeIf(PLACEHOLDER::equals);
    // Whatever the fleet says now, the state may need it.
    secrets.add(value(OpenTofu.VARIABLE + Encryption.Passphrase.VARIABLE));
    cluster
        .openTofu()
        .encryption()
        .passphrases()
        .forEach(name -> secrets.add(value(OpenTofu.VARIABLE + name)));
    secrets.add(value(StateChange.OLD_PASSPHRASE));
    return secrets;
  }

  /** Demands the passphrases that an encrypted state is read with. */
  public void checkPassphrase() {
    for (String name : cluster.openTofu().encryption().passphrases()) {
      if (!isSet(OpenTofu.VARIABLE + name)) {
        throw new Failure(
            "the passphrase of the state of cluster '%s' must be given; set %s"
                .formatted(cluster.name(), OpenTofu.VARIABLE + name));
      }
    }
  }

  /** Refuses a revision that has fallen: its value would never be sent. */
  public void checkRevisions(StackState state) {
    throwIfAny(fallenRevisions(state));
  }

  private List<String> fallenRevisions(StackState state) {
    List<String> problems = new ArrayList<>();
    for (Credential credential : credentials) {
      OptionalInt applied = state.secretRevision(credential.secretName());
      if (applied.isPresent() && credential.revision() < applied.getAsInt()) {
        problems.add(
            "the revision of credential '%s' of cluster '%s' must not fall below the applied %d, got '%d'; set it to %d, or to %d to send a new value"
                .formatted(
                    credential.secretName(),
                    cluster.name(),
                    applied.getAsInt(),
                    credential.revision(),
                    applied.getAsInt(),
                    applied.getAsInt() + 1));
      }
    }
    return problems;
  }

  /** Refuses a revision that has fallen, and demands the values that an apply sends. */
  public void checkForApply(StackState state) {
    List<String> problems = fallenRevisions(state);
    for (Credential credential : credentials) {
      OptionalInt applied = state.secretRevision(credential.secretName());
      if (applied.isEmpty()) {
        demand(credential, "its Secret is not in the state", problems);
      } else if (credential.revision() > applied.getAsInt()) {
        demand(
            credential,
            "its revision rises from " + applied.getAsInt() + " to " + credential.revision(),
            problems);
      }
    }
    throwIfAny(problems);
  }

  /** Demands the values of the Secrets that {@code plan} creates: a cluster may have lost some. */
  public void checkCreated(Plan plan) {
    List<String> problems = new ArrayList<>();
    for (Credential credential : credentials) {
      String id = Credential.resourceName(credential.secretName());
      if (plan.creates("kubernetes_secret_v1." + id)) {
        demand(credential, "its Secret is created", problems);
      }
    }
    throwIfAny(problems);
  }

  private void demand(Credential credential, String reason, List<String> problems) {
    credential
        .variables()
        .forEach(
            (name, description) -> {
              if (!isSet(OpenTofu.VARIABLE + name)) {
                problems.add(
                    "credential '%s' of cluster '%s' must be given, because %s; set %s%s: %s"
                        .formatted(
                            credential.secretName(),
                            cluster.name(),
                            reason,
                            OpenTofu.VARIABLE,
                            name,
                            description));
              }
            });
  }

  private boolean isSet(String variable) {
    return !value(variable).isEmpty();
  }

  private String value(String variable) {
    return environment.getOrDefault(variable, "");
  }

  private static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
  }
}

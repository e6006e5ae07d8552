package dev.flotilla.main.opentofu;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.state.BackendState;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.opentofu.state.StateBackend;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a saved plan of a stack depends on, and what of it OpenTofu writes into the plan. */
public final class PlanInputs {
  /** What the program and OpenTofu leave in a stack's folder. */
  private static final Pattern BY_PRODUCT = Pattern.compile("plan|(flotilla|\\.terraform).*");

  private static final String UNENCRYPTED = "method.unencrypted.";

  private final String cluster;
  private final Path folder;
  private final JsonNode stack;
  private final Map<String, String> environment;

  PlanInputs(String cluster, Path folder, JsonNode stack, Map<String, String> environment) {
    this.cluster = cluster;
    this.folder = folder;
    this.stack = stack;
    this.environment = environment;
  }

  /** Returns the folder of the stack. */
  public Path folder() {
    return folder;
  }

  /** Returns whether a path in the folder is a part of the configuration. */
  public static boolean isConfiguration(String path) {
    return !BY_PRODUCT.matcher(path).matches();
  }

  /** Returns whether the versions and digests of the providers are known. */
  public boolean isLocked() {
    return Files.exists(lockFile());
  }

  /** Returns the versions and digests of the providers. */
  public byte[] lock() {
    try {
      return Files.readAllBytes(lockFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the providers, got '" + lockFile() + "'", e);
    }
  }

  /** Has {@code init} take those providers, unless the folder has a lock file already. */
  public void lockIfUnlocked(byte[] lock) {
    try {
      if (!Files.exists(lockFile())) {
        Files.write(lockFile(), lock);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the providers, got '" + lockFile() + "'", e);
    }
  }

  private Path lockFile() {
    return folder.resolve(".terraform.lock.hcl");
  }

  /** Returns the variables that the environment sets and a plan freezes, with their values. */
  public SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>();
    for (Map.Entry<String, JsonNode> variable : stack.path("variable").properties()) {
      String name = OpenTofu.VARIABLE + variable.getKey();
      if (!isTrue(variable, "ephemeral")
          && !isTrue(variable, "sensitive")
          && environment.containsKey(name)) {
        variables.put(name, environment.get(name));
      }
    }
    return variables;
  }

  /** Refuses what would put a secret into a saved plan. */
  public void requireNoSecrets() {
    List<String> problems = new ArrayList<>();
    StateBackend backend = StateBackend.ofFolder(folder);
    backend
        .names()
        .filter(name -> BackendState.isCredential(backend.type(), name))
        .forEach(
            name ->
                problems.add(
                    "the backend of cluster '%s' must be configured without a credential, because a saved plan has it, got '%s'; set it in the environment"
                        .formatted(cluster, name)));
    if (!isEncrypted()) {
      for (Map.Entry<String, JsonNode> variable : stack.path("variable").properties()) {
        if (isTrue(variable, "sensitive") && !isTrue(variable, "ephemeral")) {
          problems.add(
              "a sensitive variable of cluster '%s' must be ephemeral, because a saved plan has the value of any other, got '%s'; set 'ephemeral', or encrypt plans"
                  .formatted(cluster, variable.getKey()));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
  }

  private boolean isEncrypted() {
    String method = stack.at("/terraform/encryption/plan/method").asText();
    return !method.isEmpty() && !method.startsWith(UNENCRYPTED);
  }

  private static boolean isTrue(Map.Entry<String, JsonNode> variable, String attribute) {
    return variable.getValue().path(attribute).asBoolean();
  }
}

package dev.flotilla.main.opentofu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What OpenTofu believes to exist: the state, as {@code tofu show -json} tells it. */
public final class StackState {
  private final List<JsonNode> resources = new ArrayList<>();

  private StackState(JsonNode root) {
    root.path("values").path("root_module").path("resources").forEach(resources::add);
  }

  static StackState parse(String json) {
    try {
      return new StackState(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      // The text itself may hold what nobody should read.
      throw new Failure("'tofu show -json' must print JSON, got something else");
    }
  }

  /** Returns whether nothing was ever applied, or everything was forgotten. */
  public boolean isEmpty() {
    return managed().isEmpty();
  }

  /** Returns the addresses of what it knows. */
  public List<String> addresses() {
    return managed().stream().map(resource -> resource.path("address").asText()).toList();
  }

  /** Returns whether it knows the namespace {@code name}. */
  public boolean hasNamespace(String name) {
    return managed().stream()
        .filter(resource -> resource.path("type").asText().equals("kubernetes_namespace_v1"))
        .anyMatch(resource -> name(resource).equals(name));
  }

  /** Returns the names of the Secrets that it knows. */
  public List<String> secrets() {
    return managed().stream()
        .filter(resource -> resource.path("type").asText().equals("kubernetes_secret_v1"))
        .map(StackState::name)
        .toList();
  }

  /** Returns the revision of the values that the Secret {@code name} was applied with. */
  public OptionalInt secretRevision(String name) {
    return managed().stream()
        .filter(resource -> resource.path("type").asText().equals("kubernetes_secret_v1"))
        .filter(resource -> name(resource).equals(name))
        .mapToInt(resource -> resource.path("values").path("data_wo_revision").asInt())
        .findFirst();
  }

  /** Returns what was given to the releases of the bootstrap. */
  public BootstrapValues bootstrapValues() {
    return new BootstrapValues(
        values("helm_release." + BootstrapValues.INSTANCE),
        values("helm_release." + BootstrapValues.OPERATOR),
        values("data.helm_template." + BootstrapValues.OPERATOR));
  }

  private String values(String address) {
    return resources.stream()
        .filter(resource -> resource.path("address").asText().equals(address))
        .map(resource -> BootstrapValues.first(resource.path("values")))
        .findFirst()
        .orElse("");
  }

  private List<JsonNode> managed() {
    return resources.stream()
        .filter(resource -> resource.path("mode").asText().equals("managed"))
        .toList();
  }

  private static String name(JsonNode resource) {
    return resource.path("values").path("metadata").path(0).path("name").asText();
  }
}

package dev.flotilla.main.opentofu.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a state is kept.
 *
 * @param type as OpenTofu calls it, for example {@code s3}
 * @param settings those that are set
 */
public record StateBackend(String type, ObjectNode settings) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOCAL = "local";

  /** What says where, and is no credential. */
  private static final List<String> PLACES =
      List.of(
          "path",
          "address",
          "endpoint",
          "storage_account_name",
          "container_name",
          "bucket",
          "prefix",
          "key",
          "hostname",
          "organization",
          "schema_name",
          "namespace",
          "secret_suffix");

  /** Returns the backend that a synthesized stack configures. */
  public static StateBackend ofStack(JsonNode stack) {
    JsonNode backend = stack.path("terraform").path("backend");
    String type = backend.fieldNames().hasNext() ? backend.fieldNames().next() : LOCAL;
    return of(type, backend.path(type));
  }

  /**
   * Returns the one that OpenTofu has used last in a stack's folder, as it has noted.
   *
   * @throws Failure if it has noted none that can be read
   */
  public static StateBackend ofFolder(Path folder) {
    Path note = folder.resolve(".terraform/terraform.tfstate");
    ForeignJson backend = ForeignJson.read(note, place -> garbled(note, place)).object("backend");
    String type = backend.text("type");
    if (type.isEmpty()) {
      throw garbled(note, " at 'backend.type'");
    }
    return of(type, backend.object("config").copy());
  }

  /** Without it OpenTofu would begin an empty state, and plan to create what there is. */
  private static Failure garbled(Path note, String place) {
    return new Failure(
        "'%s' must say where the state was kept, as OpenTofu has noted it, got something else%s; restore it, or remove it if the state is already where the fleet says"
            .formatted(note, place));
  }

  private static StateBackend of(String type, JsonNode config) {
    ObjectNode settings = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> setting : config.properties()) {
      if (!setting.getValue().isNull()) {
        settings.set(setting.getKey(), setting.getValue());
      }
    }
    return new StateBackend(type, settings);
  }

  /** Returns {@code stack} with its state kept here. */
  public ObjectNode in(JsonNode stack) {
    ObjectNode copy = stack.deepCopy();
    copy.withObject("/terraform").set("backend", JSON.createObjectNode().set(type, settings));
    return copy;
  }

  /** Returns the names of what is set; one in a block is {@code workspaces.name}. */
  public Stream<String> names() {
    return settings.properties().stream()
        .flatMap(
            setting ->
                setting.getValue().isObject()
                    ? setting.getValue().properties().stream()
                        .filter(inner -> !inner.getValue().isNull())
                        .map(inner -> setting.getKey() + "." + inner.getKey())
                    : Stream.of(setting.getKey()));
  }

  /** Returns the file, if it is one. */
  public Optional<Path> file(Path folder) {
    return type.equals(LOCAL)
        ? Optional.of(folder.resolve(settings.path("path").asText("terraform.tfstate")).normalize())
        : Optional.empty();
  }

  /** Returns it in words; what may be a secret is left out. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (String place : PLACES) {
      if (settings.path(place).isTextual()) {
        parts.add(settings.path(place).asText().replaceFirst("//[^/@]*@", "//"));
      }
    }
    return (type + " " + String.join(" ", parts)).strip();
  }
}

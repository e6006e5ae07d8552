package dev.flotilla.main.review.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.YamlMistake;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the objects of a manifest, those in ResourceSets too. */
final class ObjectReader {
  /** The group of the Flux Operator's kinds. */
  private static final String OPERATOR = "fluxcd.controlplane.io";

  /** The parser's own limit of aliases stays. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private static final ObjectMapper JSON = new ObjectMapper();

  private ObjectReader() {}

  /**
   * Returns the objects, in their order.
   *
   * @param path of the file in the artifact; it says what applies it
   */
  static List<RenderedObject> read(String path, String text) {
    List<RenderedObject> objects = new ArrayList<>();
    try {
      for (Object document : new Load(SETTINGS).loadAllFromString(text)) {
        if (document != null) {
          add(objects, path, JSON.valueToTree(document));
        }
      }
    } catch (YamlEngineException e) {
      throw new Failure(
          "a manifest to compare must be YAML, got '%s' (%s); render the fleet anew"
              .formatted(path, YamlMistake.reason(e)));
    }
    return objects;
  }

  private static void add(List<RenderedObject> objects, String path, JsonNode document) {
    RenderedObject object = object(path, ApplierPath.applier(path), document);
    if (!object.key().is(OPERATOR, "ResourceSet")) {
      objects.add(object);
      return;
    }
    objects.add(object);
    if (!(document.path("spec") instanceof ObjectNode spec)) {
      return;
    }
    JsonNode resources = spec.path("resources");
    spec.remove("resources");
    resources.forEach(resource -> objects.add(object(path, object.key().toString(), resource)));
  }

  private static RenderedObject object(String path, String holder, JsonNode content) {
    JsonNode metadata = content.path("metadata");
    String kind = content.path("kind").asText();
    String name = metadata.path("name").asText();
    if (kind.isEmpty() || name.isEmpty()) {
      throw new Failure(
          "a manifest to compare must consist of objects with kind and name, got something else in '%s'; render the fleet anew"
              .formatted(path));
    }
    String apiVersion = content.path("apiVersion").asText();
    int slash = apiVersion.indexOf('/');
    ObjectKey key =
        new ObjectKey(
            slash < 0 ? "" : apiVersion.substring(0, slash),
            kind,
            metadata.path("namespace").asText(),
            name);
    return new RenderedObject(key, holder, content);
  }
}

package dev.flotilla.main.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** An object that Flux applies, as a test reads it: without looking at what does not change. */
record Applied(String holder, JsonNode content) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Map<String, Map<ObjectKey, Applied>> of(ArtifactFiles files) {
    Map<String, Map<ObjectKey, Applied>> clusters = new HashMap<>();
    files.clusters().forEach((cluster, texts) -> clusters.put(cluster, of(texts)));
    return clusters;
  }

  static Map<ObjectKey, Applied> of(Map<String, String> files) {
    Map<ObjectKey, Applied> objects = new HashMap<>();
    files.forEach(
        (path, text) -> {
          String sync = path.startsWith("tenants/") ? "tenants" : "flux-system";
          for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
            add(objects, "Kustomization/flux-system/" + sync, JSON.valueToTree(document));
          }
        });
    return objects;
  }

  /** Returns it as a review shows it: without the values of a Secret. */
  Applied hidden() {
    if (!content.path("kind").asText().equals("Secret")) {
      return this;
    }
    ObjectNode shown = content.deepCopy();
    for (String field : List.of("data", "stringData")) {
      if (shown.path(field) instanceof ObjectNode values) {
        values.properties().forEach(value -> value.setValue(TextNode.valueOf("(hidden)")));
      } else if (shown.has(field)) {
        shown.put(field, "(hidden)");
      }
    }
    return new Applied(holder, shown);
  }

  private static void add(Map<ObjectKey, Applied> objects, String holder, JsonNode content) {
    if (content.path("kind").asText().equals("ResourceSet")) {
      JsonNode resources = ((ObjectNode) content.get("spec")).remove("resources");
      resources.forEach(resource -> add(objects, key(content).toString(), resource));
    }
    objects.put(key(content), new Applied(holder, content));
  }

  private static ObjectKey key(JsonNode content) {
    String[] version = content.get("apiVersion").asText().split("/", -1);
    return new ObjectKey(
        version.length == 1 ? "" : version[0],
        content.get("kind").asText(),
        content.at("/metadata/namespace").asText(),
        content.at("/metadata/name").asText());
  }
}

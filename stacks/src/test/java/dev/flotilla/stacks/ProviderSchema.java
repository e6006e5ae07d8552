package dev.flotilla.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A provider's schema as it was recorded, for resources that no test can apply. */
record ProviderSchema(JsonNode json) {
  static ProviderSchema of(String provider) throws IOException {
    Path file =
        Path.of(System.getProperty("basedir", ""), "../bindings/schemas", provider + ".json");
    return new ProviderSchema(new ObjectMapper().readTree(file.toFile()));
  }

  /** Returns what of {@code resource}, which has attributes only, the provider would refuse. */
  List<String> mistakes(String type, JsonNode resource) {
    JsonNode attributes = json.at("/resource_schemas/" + type + "/block/attributes");
    TreeSet<String> names = new TreeSet<>();
    attributes.fieldNames().forEachRemaining(names::add);
    resource.fieldNames().forEachRemaining(names::add);
    List<String> mistakes = new ArrayList<>();
    for (String name : names) {
      JsonNode schema = attributes.path(name);
      JsonNode value = resource.path(name);
      if (schema.isMissingNode()) {
        mistakes.add(name + " is unknown");
      } else if (value.isMissingNode()) {
        if (schema.path("required").asBoolean()) {
          mistakes.add(name + " is missing");
        }
      } else if (!schema.path("required").asBoolean() && !schema.path("optional").asBoolean()) {
        mistakes.add(name + " is not to be set");
      } else if (!fits(schema.get("type"), value)) {
        mistakes.add(name + " must be a " + schema.get("type").asText() + ", got " + value);
      }
    }
    return mistakes;
  }

  private static boolean fits(JsonNode type, JsonNode value) {
    return switch (type.asText()) {
      case "string" -> value.isTextual();
      case "bool" -> value.isBoolean();
      case "number" -> value.isNumber();
      default -> throw new AssertionError("a type that no resource has yet: " + type);
    };
  }
}

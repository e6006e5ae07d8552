package dev.flotilla.fleet.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The types that a schema allows: one, several, or all if it names none. */
final class SchemaTypes {
  private SchemaTypes() {}

  static boolean allows(JsonNode schema, Object value) {
    JsonNode type = schema.path("type");
    if (!type.isArray()) {
      return type.isMissingNode() || has(type.textValue(), value);
    }
    for (JsonNode one : type) {
      if (has(one.textValue(), value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(String type, Object value) {
    return switch (type) {
      case "array" -> value instanceof List;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Integer || value instanceof Long;
      case "number" -> value instanceof Number;
      case "object" -> value instanceof Map;
      case "string" -> value instanceof String;
      default -> throw new IllegalStateException("a schema has the type '" + type + "'");
    };
  }

  /** Returns how messages name them. */
  static String title(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (!type.isArray()) {
      return title(type.textValue());
    }
    List<String> titles = new ArrayList<>();
    type.forEach(one -> titles.add(title(one.textValue())));
    return String.join(" or ", titles);
  }

  private static String title(String type) {
    return switch (type) {
      case "array" -> "a list";
      case "integer" -> "a whole number";
      case "object" -> "a map";
      default -> "a " + type;
    };
  }
}

package dev.flotilla.fleet.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The fields that objects of a kind may have in their spec, at whatever depth. */
public final class SchemaFields {
  /**
   * A field that holds a value.
   *
   * @param path for example {@code spec.dependsOn[].namespace}
   * @param pattern what its text must match, empty if there is no such rule
   */
  public record Field(String path, String pattern) {
    /** Returns its own name. */
    public String name() {
      return path.substring(path.lastIndexOf('.') + 1).replace("[]", "");
    }

    /** Returns the path of what it is in. */
    public String parent() {
      return path.substring(0, path.lastIndexOf('.'));
    }
  }

  private final List<Field> fields = new ArrayList<>();

  private SchemaFields() {}

  /** Returns the fields of a kind. */
  public static List<Field> of(String apiVersion, String kind) {
    Schema schema = Schema.of(apiVersion, kind).orElseThrow();
    SchemaFields found = new SchemaFields();
    found.walk(schema.at(schema.node().at("/properties/spec")), "spec");
    return found.fields;
  }

  private void walk(Schema reference, String path) {
    Schema schema = reference.resolved();
    JsonNode node = schema.node();
    if (node.has("items")) {
      walk(schema.at(node.get("items")), path + "[]");
    } else if (node.has("properties")) {
      node.get("properties")
          .properties()
          .forEach(field -> walk(schema.at(field.getValue()), path + "." + field.getKey()));
    } else {
      fields.add(new Field(path, node.path("pattern").asText()));
    }
  }
}

package dev.flotilla.main.review.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.flotilla.main.review.change.FieldPath;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the values out of Secrets: that one changes is shown, what it is never. A fleet renders
 * public keys and certificates alone, but what it is compared with may have more.
 */
final class HiddenValues {
  private static final TextNode HIDDEN = TextNode.valueOf("(hidden)");
  private static final List<String> FIELDS = List.of("data", "stringData");

  private HiddenValues() {}

  /** Returns a part of an object without what is hidden there. */
  static JsonNode of(ObjectKey key, FieldPath path, JsonNode value) {
    if (!key.is("", "Secret") || value.isMissingNode()) {
      return value;
    }
    if (path.names().isEmpty()) {
      return value instanceof ObjectNode object ? withoutValues(object.deepCopy()) : value;
    }
    if (!FIELDS.contains(path.names().get(0))) {
      return value;
    }
    return path.names().size() == 1 ? hidden(value) : HIDDEN;
  }

  private static ObjectNode withoutValues(ObjectNode object) {
    for (String field : FIELDS) {
      if (object.has(field)) {
        object.set(field, hidden(object.get(field)));
      }
    }
    return object;
  }

  private static JsonNode hidden(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode names = object.deepCopy();
      List<String> keys = new ArrayList<>();
      names.fieldNames().forEachRemaining(keys::add);
      keys.forEach(name -> names.set(name, HIDDEN));
      return names;
    }
    return HIDDEN;
  }
}

package dev.flotilla.fleet.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares one object with the schema of its kind: the part of JSON Schema that the schemas of
 * Kubernetes have, and where unknown fields are mistakes.
 */
final class ObjectCheck {
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private final KubernetesObject object;
  private final List<String> problems = new ArrayList<>();
  // Where in the object the check is; a path is made of it for a message only.
  private final Deque<String> steps = new ArrayDeque<>();

  private ObjectCheck(KubernetesObject object) {
    this.object = object;
  }

  static List<String> problems(KubernetesObject object, Schema schema) {
    ObjectCheck check = new ObjectCheck(object);
    check.value(schema, object.toMap());
    return check.problems;
  }

  private void below(String step, Schema schema, Object value) {
    steps.addLast(step);
    value(schema, value);
    steps.removeLast();
  }

  private void value(Schema reference, Object value) {
    if (value instanceof SubstitutedValue) {
      return;
    }
    Schema schema = reference.resolved();
    if (!SchemaTypes.allows(schema.node(), value)) {
      report("be " + SchemaTypes.title(schema.node()), value);
    } else if (value instanceof Map<?, ?> fields) {
      fields(schema, fields);
    } else if (value instanceof List<?> items) {
      items(schema, items);
    } else {
      scalar(schema.node(), value);
    }
  }

  private void fields(Schema schema, Map<?, ?> fields) {
    JsonNode known = schema.node().path("properties");
    JsonNode others = schema.node().path("additionalProperties");
    fields.forEach(
        (key, value) -> {
          String name = (String) key;
          JsonNode field = known.path(name);
          if (!field.isMissingNode()) {
            below(name, schema.at(field), value);
          } else if (others.isObject()) {
            below(name, schema.at(others), value);
          } else if (others.isBoolean() && !others.booleanValue()) {
            unknown(name, known);
          }
        });
    for (JsonNode name : schema.node().path("required")) {
      if (!fields.containsKey(name.textValue())) {
        problems.add("%s must have '%s', got none; set it".formatted(where(), name.textValue()));
      }
    }
  }

  private void unknown(String name, JsonNode known) {
    List<String> names = new ArrayList<>();
    known.fieldNames().forEachRemaining(names::add);
    problems.add(
        "a field must be one that its kind has, got '%s' in %s; %s"
            .formatted(path(name), object.id(), Suggestion.hint(name, names, "there are: ")));
  }

  private void items(Schema schema, List<?> items) {
    JsonNode node = schema.node();
    if (items.size() < node.path("minItems").asInt(0)) {
      report("have at least " + node.get("minItems") + " items", items.size());
    }
    if (items.size() > node.path("maxItems").asInt(Integer.MAX_VALUE)) {
      report("have at most " + node.get("maxItems") + " items", items.size());
    }
    if (node.has("items")) {
      for (int i = 0; i < items.size(); i++) {
        below("[" + i + "]", schema.at(node.get("items")), items.get(i));
      }
    }
  }

  private void scalar(JsonNode schema, Object value) {
    if (schema.has("enum")) {
      List<String> choices = new ArrayList<>();
      schema.get("enum").forEach(choice -> choices.add(choice.asText()));
      if (!choices.contains(value.toString())) {
        report("be one of " + String.join(", ", choices), value);
      }
    }
    if (value instanceof Number number
        && number.longValue() > schema.path("maximum").asLong(Long.MAX_VALUE)) {
      report("be at most " + schema.get("maximum"), value);
    }
    if (value instanceof String text) {
      text(schema, text);
    }
  }

  private void text(JsonNode schema, String text) {
    if (schema.has("pattern") && !matches(schema.get("pattern").textValue(), text)) {
      report("match " + schema.get("pattern").textValue(), text);
    }
    int length = text.codePointCount(0, text.length());
    if (length < schema.path("minLength").asInt(0)) {
      report("have at least " + schema.get("minLength") + " characters", text);
    }
    if (length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
      report("have at most " + schema.get("maxLength") + " characters", text);
    }
  }

  private static boolean matches(String pattern, String text) {
    return PATTERNS.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
  }

  /** The values of a Secret are never shown. */
  private void report(String rule, Object value) {
    Object shown = object.kind().equals("Secret") ? "…" : value;
    problems.add("%s must %s, got '%s'".formatted(where(), rule, shown));
  }

  private String where() {
    return steps.isEmpty() ? object.id() : "'" + path() + "' in " + object.id();
  }

  private String path(String... last) {
    String path = Stream.concat(steps.stream(), Stream.of(last)).collect(Collectors.joining("."));
    return path.replace(".[", "[");
  }
}

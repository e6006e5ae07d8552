package dev.flotilla.main.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a JSON document could be instead: each of its parts replaced by each other type. */
public final class AnyJson {
  /** No part may appear in a message. */
  public static final String SECRET = "s3cr3t-value";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> OTHERS =
      List.of(
          "null",
          "true",
          "0",
          "-1.5",
          "1e400",
          "99999999999999999999",
          "\"\"",
          "\"" + SECRET + "\"",
          "[]",
          "[null]",
          "[\"" + SECRET + "\"]",
          "[[{}]]",
          "{}",
          "{\"" + SECRET + "\": \"" + SECRET + "\"}",
          "{\"a\": null}");

  private static final List<String> NO_JSON =
      List.of("", " ", SECRET, "{", "[1", "{} {}", "{\"a\": " + SECRET, "\0", "[".repeat(5000));

  private AnyJson() {}

  /** Returns {@code valid} with every part replaced by everything else, and what is no JSON. */
  public static List<String> insteadOf(String valid) {
    List<String> all = new ArrayList<>(NO_JSON);
    all.addAll(OTHERS);
    try {
      JsonNode root = JSON.readTree(valid);
      replaceBelow(root, () -> all.add(root.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static void replaceBelow(JsonNode node, Runnable replaced) throws IOException {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        replace(object.get(name), other -> object.set(name, other), replaced);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        replace(array.get(i), other -> array.set(index, other), replaced);
      }
    }
  }

  private static void replace(JsonNode part, Consumer<JsonNode> setter, Runnable replaced)
      throws IOException {
    for (String other : OTHERS) {
      setter.accept(JSON.readTree(other));
      replaced.run();
    }
    setter.accept(part);
    replaceBelow(part, replaced);
  }
}

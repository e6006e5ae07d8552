package dev.flotilla.fleet.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON schema, or a part of one.
 *
 * @param file what its references are looked up in
 */
record Schema(JsonNode file, JsonNode node) {
  private static final String DEFINITIONS = "#/$defs/";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Optional<Schema>> READ = new ConcurrentHashMap<>();

  /** Returns the schema of a kind, if it is one of Flux or Kubernetes. */
  static Optional<Schema> of(String apiVersion, String kind) {
    return READ.computeIfAbsent("/" + apiVersion + "/" + kind + ".json", Schema::read);
  }

  private static Optional<Schema> read(String file) {
    try (@Nullable InputStream text = Schema.class.getResourceAsStream("schemas" + file)) {
      return Optional.ofNullable(text == null ? null : JSON.readTree(text))
          .map(node -> new Schema(node, node));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the schema '" + file + "'", e);
    }
  }

  /** Returns what this is a reference to, or else this. */
  Schema resolved() {
    @Nullable JsonNode reference = node.get("$ref");
    if (reference == null) {
      return this;
    }
    String target = reference.textValue();
    return target.startsWith(DEFINITIONS)
        ? at(file.get("$defs").get(target.substring(DEFINITIONS.length()))).resolved()
        : READ.computeIfAbsent(target, Schema::read).orElseThrow().resolved();
  }

  /** Returns another part of the same file. */
  Schema at(JsonNode part) {
    return new Schema(file, part);
  }
}

package dev.flotilla.d2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The objects that the d2 reference architecture yields, its variables substituted and its
 * ResourceSets expanded; of its admission policy only that it is there.
 */
final class D2Reference {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a line stands for that has one of these: several objects. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "<component>", List.of("cert-manager", "monitoring"),
          "<tenant>", List.of("frontend", "backend"),
          "<updated>", List.of("apps", "infra"));

  private D2Reference() {}

  static List<JsonNode> objects(D2Facts facts) {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : read(facts.file()).lines().toList()) {
      for (String name : names(line)) {
        Map<String, String> values = new TreeMap<>(facts.placeholders());
        NAMES.keySet().forEach(placeholder -> values.put(placeholder, name));
        objects.add(filled(line, values));
      }
    }
    return objects;
  }

  private static List<String> names(String line) {
    return NAMES.entrySet().stream()
        .filter(entry -> line.contains(entry.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(List.of(""));
  }

  private static JsonNode filled(String line, Map<String, String> values) {
    String text = line;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue().replace("\\", "\\\\"));
    }
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String resource) {
    try (InputStream stream = D2Reference.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

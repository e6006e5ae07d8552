package dev.flotilla.main.cluster.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between documents, value by value; a list is one value. */
final class Differences {
  private static final int MAX_LETTERS = 60;

  private Differences() {}

  /** Returns each path with its value, sorted. */
  static SortedMap<String, JsonNode> values(JsonNode document) {
    SortedMap<String, JsonNode> values = new TreeMap<>();
    collect("", document, values);
    return values;
  }

  private static void collect(String path, JsonNode node, SortedMap<String, JsonNode> values) {
    if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
        collect(below, field.getValue(), values);
      }
    } else if (!node.isMissingNode()) {
      values.put(path, node);
    }
  }

  /** Returns a line such as {@code cluster.size: small -> large} for each path that differs. */
  static List<String> lines(SortedMap<String, JsonNode> from, SortedMap<String, JsonNode> to) {
    TreeSet<String> paths = new TreeSet<>(from.keySet());
    paths.addAll(to.keySet());
    List<String> lines = new ArrayList<>();
    for (String path : paths) {
      if (!Objects.equals(from.get(path), to.get(path))) {
        lines.add(path + ": " + text(from.get(path)) + " -> " + text(to.get(path)));
      }
    }
    return lines;
  }

  private static String text(@Nullable JsonNode value) {
    if (value == null) {
      return "(none)";
    }
    String text = (value.isValueNode() ? value.asText() : value.toString()).replace('\n', ' ');
    return text.length() > MAX_LETTERS ? text.substring(0, MAX_LETTERS) + "…" : text;
  }
}

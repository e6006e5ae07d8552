package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists of texts in objects: what is new in one, and what is gone. */
final class TextItems {
  private TextItems() {}

  /** Returns the lines of a text that are not empty. */
  static Set<String> lines(JsonNode text) {
    Set<String> lines = new LinkedHashSet<>();
    text.asText().lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
    return lines;
  }

  /** Returns the items of a list: texts as they are, all else as JSON. */
  static Set<String> items(JsonNode list) {
    Set<String> items = new LinkedHashSet<>();
    list.forEach(item -> items.add(item.isTextual() ? item.asText() : item.toString()));
    return items;
  }

  /** Returns what is in the first and not in the second. */
  static List<String> without(Set<String> first, Set<String> second) {
    return first.stream().filter(item -> !second.contains(item)).toList();
  }

  /** Returns them for a message. */
  static String quoted(List<String> items) {
    return "'" + String.join("', '", items) + "'";
  }
}

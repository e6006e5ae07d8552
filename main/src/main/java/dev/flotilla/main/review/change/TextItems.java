package dev.flotilla.main.review.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists of texts in objects: what is new in one, and what is gone. */
public final class TextItems {
  private TextItems() {}

  /** Returns the lines of a text that are not empty. */
  public static Set<String> lines(JsonNode text) {
    Set<String> lines = new LinkedHashSet<>();
    text.asText().lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
    return lines;
  }

  /** Returns the items of a list: texts as they are, all else as JSON. */
  public static Set<String> items(JsonNode list) {
    Set<String> items = new LinkedHashSet<>();
    list.forEach(item -> items.add(item.isTextual() ? item.asText() : item.toString()));
    return items;
  }

  /** Returns what is in the first and not in the second. */
  public static List<String> without(Set<String> first, Set<String> second) {
    return first.stream().filter(item -> !second.contains(item)).toList();
  }

  /** Returns them for a message. */
  public static String quoted(List<String> items) {
    return "'" + String.join("', '", items) + "'";
  }
}

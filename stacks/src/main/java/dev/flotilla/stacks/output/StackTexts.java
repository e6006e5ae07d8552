package dev.flotilla.stacks.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.kubernetes.WrittenText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds every text of a synthesized stack to {@link WrittenText}, also what constructs of a user's
 * own have put there.
 */
final class StackTexts {
  private final List<String> problems = new ArrayList<>();

  private StackTexts() {}

  /** Returns what is wrong with the texts, without the texts. */
  static List<String> problems(JsonNode stack) {
    StackTexts texts = new StackTexts();
    texts.value("", null, stack);
    return texts.problems;
  }

  private void value(String path, @Nullable String before, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                String name = field.getKey();
                text(path, null, name);
                value(path.isEmpty() ? name : path + "." + name, name, field.getValue());
              });
    } else if (node.isArray()) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        items.add(node.get(i).asText());
        value(path + "[" + i + "]", WrittenText.before(items, i), node.get(i));
      }
    } else if (node.isTextual()) {
      text(path, before, node.textValue());
    }
  }

  private void text(String path, @Nullable String before, String text) {
    WrittenText.problem(before, text)
        .ifPresent(rule -> problems.add("'%s' %s".formatted(path, rule)));
  }
}

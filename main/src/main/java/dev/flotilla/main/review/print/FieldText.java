package dev.flotilla.main.review.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.main.review.change.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * A changed field, as people read it.
 *
 * @param before its value in lines; none if it was not there
 * @param after its value in lines; none if it is not there any more
 */
record FieldText(String path, List<String> before, List<String> after, List<String> clusters) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static FieldText of(Change change) {
    return new FieldText(
        change.path().toString(), lines(change.before()), lines(change.after()), change.clusters());
  }

  /** Texts are shown as they are, all else as YAML. */
  private static List<String> lines(JsonNode value) {
    if (value.isMissingNode()) {
      return List.of();
    }
    if (value.isTextual() && value.asText().contains("\n")) {
      return value.asText().lines().toList();
    }
    return Yaml.write(JSON.convertValue(value, Object.class)).lines().toList();
  }

  /** Returns whether both values are one line. */
  boolean isShort() {
    return before.size() == 1 && after.size() == 1;
  }

  /** Returns the lines that differ, those that are gone before those that are new. */
  List<DiffLine> diff() {
    List<DiffLine> lines = new ArrayList<>();
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
      delta.getSource().getLines().forEach(line -> lines.add(new DiffLine('-', line)));
      delta.getTarget().getLines().forEach(line -> lines.add(new DiffLine('+', line)));
    }
    return lines;
  }
}

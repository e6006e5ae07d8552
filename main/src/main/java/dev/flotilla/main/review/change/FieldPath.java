package dev.flotilla.main.review.change;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a field is in an object.
 *
 * @param steps from the object on: {@code .name} to a field, {@code [key]} to the item of a list
 *     that has this key, or this index
 */
public record FieldPath(List<String> steps) implements Comparable<FieldPath> {
  /** The whole object. */
  public static final FieldPath WHOLE = new FieldPath(List.of());

  /** No field of the object: what applies it. */
  public static final FieldPath APPLIED_BY = new FieldPath(List.of("(applied by)"));

  private static final Pattern PLAIN = Pattern.compile("\\.[A-Za-z_][-\\w]*");

  public FieldPath {
    steps = List.copyOf(steps);
  }

  /** Returns the path of a field of the object that is here. */
  public FieldPath field(String name) {
    return step("." + name);
  }

  /** Returns the path of an item of the list that is here, by its key or its index. */
  public FieldPath item(String key) {
    return step("[" + key + "]");
  }

  private FieldPath step(String next) {
    List<String> more = new ArrayList<>(steps);
    more.add(next);
    return new FieldPath(more);
  }

  /** Returns the names of the fields that lead there, without the items of lists. */
  public List<String> names() {
    return steps.stream()
        .filter(step -> step.startsWith("."))
        .map(step -> step.substring(1))
        .toList();
  }

  @Override
  public int compareTo(FieldPath other) {
    return toString().compareTo(other.toString());
  }

  /**
   * Returns it as people read it, for example {@code
   * spec.containers[web].resources['example.com/gpu']}; empty for the whole object.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      if (step.startsWith(".") && !PLAIN.matcher(step).matches()) {
        text.append("['").append(step.substring(1).replace("'", "''")).append("']");
      } else {
        text.append(text.isEmpty() && step.startsWith(".") ? step.substring(1) : step);
      }
    }
    return text.toString();
  }
}

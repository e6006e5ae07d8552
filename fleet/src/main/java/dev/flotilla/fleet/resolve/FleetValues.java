package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.ClusterFacts;
import dev.flotilla.fleet.cluster.OpenTofuSettings;
import dev.flotilla.fleet.cluster.Workloads;
import dev.flotilla.fleet.kubernetes.WrittenText;
import dev.flotilla.fleet.object.Problem;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks all values of a fleet, records in records, and checks what no value then needs to check
 * itself: none is null, and every text follows {@link WrittenText}.
 */
final class FleetValues {
  /** What builders flatten: a user knows {@code domain}, and no {@code facts}. */
  static final List<Class<?>> GROUPS =
      List.of(ClusterFacts.class, OpenTofuSettings.class, Workloads.class);

  private final List<Problem> problems = new ArrayList<>();

  /** Clusters share most of their values. */
  private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();

  private FleetValues() {}

  static List<Problem> problems(Fleet fleet) {
    FleetValues values = new FleetValues();
    values.record("", fleet);
    return values.problems;
  }

  private void value(String path, @Nullable String before, @Nullable Object value) {
    if (value == null) {
      problems.add(new Problem("fleet", "'" + path + "' must be set, got null; set it"));
    } else if (value instanceof String text) {
      text(path, before, text);
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> value(path, before, present));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, child) -> entry(path, String.valueOf(key), child));
    } else if (value instanceof Collection<?> items) {
      items(path, new ArrayList<>(items));
    } else if (value instanceof Record fields && seen.put(fields, true) == null) {
      record(path, fields);
    }
  }

  private void text(String path, @Nullable String before, String text) {
    WrittenText.problem(before, text)
        .ifPresent(rule -> problems.add(new Problem("fleet", "'" + path + "' " + rule)));
  }

  private void entry(String path, String key, @Nullable Object value) {
    text(path, null, key);
    value(path + "[" + key + "]", key, value);
  }

  private void items(String path, List<?> items) {
    for (int i = 0; i < items.size(); i++) {
      Object item = items.get(i);
      value(
          path + "[" + name(item).orElse(String.valueOf(i)) + "]",
          WrittenText.before(items, i),
          item);
    }
  }

  /** A user knows a cluster or a component by its name. */
  private static Optional<String> name(@Nullable Object item) {
    return item instanceof Record fields
        ? Stream.of(fields.getClass().getRecordComponents())
            .filter(component -> component.getName().equals("name"))
            .map(component -> String.valueOf(RecordValues.read(fields, component)))
            .findFirst()
        : Optional.empty();
  }

  private void record(String path, Record fields) {
    for (RecordComponent component : fields.getClass().getRecordComponents()) {
      String name = component.getName();
      String below = path.isEmpty() ? name : path + "." + name;
      value(
          GROUPS.contains(component.getType()) ? path : below,
          name,
          RecordValues.read(fields, component));
    }
  }
}

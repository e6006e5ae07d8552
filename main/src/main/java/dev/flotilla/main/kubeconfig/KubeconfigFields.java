package dev.flotilla.main.kubeconfig;

import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object in a kubeconfig. A field that is null counts as absent. One of another
 * type is refused by its place; its value is never quoted, because it may be a secret.
 */
final class KubeconfigFields {
  /** What YAML 1.1, which kubectl reads, takes for a boolean too. */
  private static final Set<String> TRUE = Set.of("y", "yes", "on");

  private static final Set<String> FALSE = Set.of("n", "no", "off");

  private final Path file;
  private final String place;
  private final Map<?, ?> values;

  private KubeconfigFields(Path file, String place, Map<?, ?> values) {
    this.file = file;
    this.place = place;
    this.values = values;
  }

  /** Returns the fields at the top of a file. */
  static KubeconfigFields of(Path file, @Nullable Object document) {
    return of(file, "", document);
  }

  private static KubeconfigFields of(Path file, String place, @Nullable Object value) {
    if (value == null) {
      return new KubeconfigFields(file, place, Map.of());
    }
    if (value instanceof Map<?, ?> map) {
      return new KubeconfigFields(file, place, map);
    }
    throw refused(file, place.isEmpty() ? "its content" : place, "an object");
  }

  Path file() {
    return file;
  }

  String text(String name) {
    @Nullable Object value = values.get(name);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw refused(name, "a string; put it in quotes");
  }

  boolean flag(String name) {
    @Nullable Object value = values.get(name);
    if (value instanceof Boolean flag) {
      return flag;
    }
    String text = value == null ? "no" : value.toString().toLowerCase(Locale.ROOT);
    if (!TRUE.contains(text) && !FALSE.contains(text)) {
      throw refused(name, "true or false");
    }
    return TRUE.contains(text);
  }

  /** Returns base64, checked, in one line. */
  String data(String name) {
    String data = text(name).replace("\n", "").replace("\r", "");
    try {
      return Base64.getDecoder().decode(data).length == 0 ? "" : data;
    } catch (IllegalArgumentException e) {
      throw refused(name, "base64");
    }
  }

  /** Returns a path, seen from the file's folder. */
  String path(String name) {
    String path = text(name);
    return path.isEmpty() ? "" : file.resolveSibling(path).normalize().toString();
  }

  List<String> texts(String name) {
    return texts(file, place(name), values.get(name));
  }

  private static List<String> texts(Path file, String place, @Nullable Object value) {
    List<String> texts = new ArrayList<>();
    for (Object entry : list(file, place, value)) {
      if (entry != null && !(entry instanceof String)) {
        throw refused(file, place, "a list of strings; put each in quotes");
      }
      texts.add(entry == null ? "" : entry.toString());
    }
    return texts;
  }

  Map<String, List<String>> textLists(String name) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    fields(name)
        .values
        .forEach(
            (key, value) ->
                lists.put(String.valueOf(key), texts(file, place(name) + "." + key, value)));
    return lists;
  }

  KubeconfigFields fields(String name) {
    return of(file, place(name), values.get(name));
  }

  Optional<KubeconfigFields> optionalFields(String name) {
    return values.get(name) == null ? Optional.empty() : Optional.of(fields(name));
  }

  List<KubeconfigFields> list(String name) {
    List<KubeconfigFields> all = new ArrayList<>();
    for (Object entry : list(file, place(name), values.get(name))) {
      all.add(of(file, "%s[%d]".formatted(place(name), all.size()), entry));
    }
    return all;
  }

  private static List<?> list(Path file, String place, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw refused(file, place, "a list");
  }

  /** Returns whatever there is. */
  @Nullable Object any(String name) {
    return values.get(name);
  }

  private String place(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  private Failure refused(String name, String rule) {
    return refused(file, place(name), rule);
  }

  private static Failure refused(Path file, String place, String rule) {
    return new Failure("kubeconfig '%s': %s must be %s".formatted(file, place, rule));
  }
}

package dev.flotilla.main.review;

import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Changes a rendering at random places, some of them alike on several clusters. */
final class RandomChange {
  /** What makes an object another one, or a file no object at all. */
  private static final Set<String> IDENTITY =
      Set.of("apiVersion", "kind", "metadata", "name", "namespace", "spec", "resources");

  private final Random random;

  RandomChange(Random random) {
    this.random = random;
  }

  ArtifactFiles of(ArtifactFiles files, int times) {
    SortedMap<String, SortedMap<String, String>> clusters = new TreeMap<>();
    files.clusters().forEach((name, texts) -> clusters.put(name, new TreeMap<>(texts)));
    for (int i = 0; i < times; i++) {
      List<String> names = new ArrayList<>(clusters.keySet());
      Collections.shuffle(names, random);
      List<String> some = names.subList(0, 1 + random.nextInt(names.size()));
      String name = pick(new ArrayList<>(clusters.get(some.get(0)).keySet()));
      long seed = random.nextLong();
      for (String cluster : some) {
        String path = name.replace("/" + some.get(0) + "/", "/" + cluster + "/");
        change(clusters.get(cluster), path, new RandomChange(new Random(seed)));
      }
    }
    return new ArtifactFiles(clusters);
  }

  private static void change(SortedMap<String, String> files, String path, RandomChange change) {
    String text = files.get(path);
    if (text == null) {
      return;
    }
    switch (change.random.nextInt(12)) {
      case 0 -> files.remove(path);
      case 1 -> {
        files.remove(path);
        files.put(path.replaceFirst("\\.yaml$", "-moved.yaml"), text);
      }
      case 2 -> {
        String name = "new" + change.random.nextInt(1_000_000);
        files.put(path.replaceFirst("[^/]+$", name + ".yaml"), change.object(name));
      }
      default -> files.put(path, change.of(text));
    }
    if (files.isEmpty()) {
      files.put(path, text);
    }
  }

  private String object(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %s\n  namespace: x\ndata:\n  a: '%d'\n"
        .formatted(name, random.nextInt(3));
  }

  private String of(String text) {
    List<Object> documents = new ArrayList<>();
    new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(documents::add);
    Object document = pick(documents);
    List<Object> places = new ArrayList<>();
    collect(document, places);
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      change(pick(places));
    }
    List<String> texts = new ArrayList<>();
    documents.forEach(one -> texts.add(Yaml.write(one)));
    return String.join("---\n", texts);
  }

  private static void collect(Object node, List<Object> places) {
    if (node instanceof Map<?, ?> map) {
      places.add(map);
      map.values().forEach(child -> collect(child, places));
    } else if (node instanceof List<?> list) {
      places.add(list);
      list.forEach(child -> collect(child, places));
    }
  }

  @SuppressWarnings("unchecked") // What the parser returns.
  private void change(Object place) {
    if (place instanceof Map) {
      changeFields((Map<String, Object>) place);
    } else {
      changeItems((List<Object>) place);
    }
  }

  private void changeFields(Map<String, Object> fields) {
    Set<String> names = new TreeSet<>(fields.keySet());
    names.removeAll(IDENTITY);
    if (names.isEmpty() || random.nextInt(4) == 0) {
      fields.put("added" + random.nextInt(3), value());
    } else if (random.nextInt(3) == 0) {
      fields.remove(pick(List.copyOf(names)));
    } else {
      fields.put(pick(List.copyOf(names)), value());
    }
  }

  private void changeItems(List<Object> items) {
    if (items.isEmpty()) {
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> Collections.shuffle(items, random);
      case 1 -> items.remove(random.nextInt(items.size()));
      default -> {
        // Objects in a ResourceSet have to stay objects.
        boolean isOfObjects =
            items.stream()
                .anyMatch(item -> item instanceof Map<?, ?> map && map.containsKey("metadata"));
        items.add(
            random.nextInt(items.size() + 1),
            isOfObjects
                ? new Load(LoadSettings.builder().build())
                    .loadFromString(object("item" + random.nextInt(1_000_000)))
                : value());
      }
    }
  }

  private Object value() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(5);
      case 1 -> random.nextBoolean();
      case 2 -> new TreeMap<>(Map.of("a", random.nextInt(3), "b/c.d", "x"));
      case 3 -> new ArrayList<>(List.of("x", String.valueOf(random.nextInt(3))));
      case 4 -> "two\nlines " + random.nextInt(3);
      default -> String.valueOf(random.nextInt(3));
    };
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}

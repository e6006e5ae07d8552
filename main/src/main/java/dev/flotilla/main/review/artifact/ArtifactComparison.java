package dev.flotilla.main.review.artifact;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares two renderings, several clusters at once. Files with equal texts are not read, and those
 * that differ alike on many clusters are read once.
 */
public final class ArtifactComparison {
  /** Beyond it files mostly differ from those of other clusters, and remembering gains nothing. */
  private static final int MAX_REMEMBERED = 20_000;

  private record Texts(String applier, String before, String after) {}

  private final Map<Texts, List<ObjectPair>> known = new ConcurrentHashMap<>();

  private ArtifactComparison() {}

  /**
   * Returns the clusters of both, in the order of {@code names}.
   *
   * @throws Failure if a file cannot be read
   */
  public static List<ClusterPair> of(
      ArtifactFiles before, ArtifactFiles after, List<String> names) {
    ArtifactComparison comparison = new ArtifactComparison();
    return names.parallelStream()
        .map(name -> comparison.compare(name, before.of(name), after.of(name)))
        .toList();
  }

  private ClusterPair compare(
      String cluster, SortedMap<String, String> before, SortedMap<String, String> after) {
    Set<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    Map<ObjectKey, ObjectPair> pairs = new TreeMap<>();
    for (String path : paths) {
      String old = before.getOrDefault(path, "");
      String current = after.getOrDefault(path, "");
      if (!old.equals(current)) {
        pairs(path, old, current)
            .forEach(
                pair -> pairs.merge(pair.key(), pair, (one, other) -> merged(path, one, other)));
      }
    }
    // What only its file has changed.
    pairs.values().removeIf(pair -> pair.old().equals(pair.current()));
    return new ClusterPair(cluster, before, after, pairs);
  }

  private List<ObjectPair> pairs(String path, String before, String after) {
    Texts texts = new Texts(ApplierPath.applier(path), before, after);
    return known.size() < MAX_REMEMBERED
        ? known.computeIfAbsent(texts, unknown -> read(path, before, after))
        : read(path, before, after);
  }

  private static List<ObjectPair> read(String path, String before, String after) {
    Map<ObjectKey, RenderedObject> olds = objects(path, before);
    Map<ObjectKey, RenderedObject> news = objects(path, after);
    Set<ObjectKey> keys = new TreeSet<>(olds.keySet());
    keys.addAll(news.keySet());
    List<ObjectPair> pairs = new ArrayList<>();
    for (ObjectKey key : keys) {
      Optional<RenderedObject> old = Optional.ofNullable(olds.get(key));
      Optional<RenderedObject> current = Optional.ofNullable(news.get(key));
      if (!old.equals(current)) {
        pairs.add(new ObjectPair(key, old, current));
      }
    }
    return pairs;
  }

  private static Map<ObjectKey, RenderedObject> objects(String path, String text) {
    Map<ObjectKey, RenderedObject> objects = new LinkedHashMap<>();
    for (RenderedObject object : ObjectReader.read(path, text)) {
      if (objects.put(object.key(), object) != null) {
        throw twice(path, object.key());
      }
    }
    return objects;
  }

  /** An object that has moved is removed from one file and new in another. */
  private static ObjectPair merged(String path, ObjectPair one, ObjectPair other) {
    boolean isTwice =
        (one.old().isPresent() && other.old().isPresent())
            || (one.current().isPresent() && other.current().isPresent());
    if (isTwice) {
      throw twice(path, one.key());
    }
    return new ObjectPair(one.key(), one.old().or(other::old), one.current().or(other::current));
  }

  private static Failure twice(String path, ObjectKey key) {
    return new Failure(
        "a rendering to compare must have each object of a cluster once, got '%s' twice, the second time in '%s'; render the fleet anew"
            .formatted(key, path));
  }
}

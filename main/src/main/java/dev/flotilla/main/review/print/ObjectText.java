package dev.flotilla.main.review.print;

import dev.flotilla.main.review.artifact.RenderedObject;
import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.ObjectKey;
import dev.flotilla.main.review.danger.Pruning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A changed object, as people read it.
 *
 * @param sign {@code +} if it is new, {@code -} if it is removed, {@code ~} if fields change
 * @param clusters where that is so
 * @param fields what changes; none if it is new or removed
 * @param inside the objects that come and go with it
 * @param remains what stays on the clusters although it is removed
 */
record ObjectText(
    char sign,
    ObjectKey object,
    List<String> clusters,
    List<FieldText> fields,
    List<ObjectKey> inside,
    List<String> remains) {

  /** Returns them all; what comes or goes with what applies it is named there. */
  static List<ObjectText> of(ChangeSet set) {
    List<ObjectText> texts = new ArrayList<>();
    addWhole(texts, '-', set, Change::isRemoved, set.removedClusters());
    addWhole(texts, '+', set, Change::isNew, set.newClusters());
    set.byObject()
        .forEach(
            (object, changes) -> {
              List<Change> changed = changes.stream().filter(change -> !isWhole(change)).toList();
              if (!changed.isEmpty()) {
                texts.add(
                    new ObjectText(
                        '~',
                        object,
                        clusters(changed),
                        changed.stream().map(FieldText::of).toList(),
                        List.of(),
                        List.of()));
              }
            });
    return texts;
  }

  private static boolean isWhole(Change change) {
    return change.isNew() || change.isRemoved();
  }

  /** What a cluster has that is new or removed as a whole is not named: its name says it. */
  private static void addWhole(
      List<ObjectText> texts,
      char sign,
      ChangeSet set,
      Predicate<Change> wanted,
      List<String> wholeClusters) {
    Map<ObjectKey, Set<String>> clusters = new LinkedHashMap<>();
    Map<ObjectKey, String> holders = new LinkedHashMap<>();
    Map<ObjectKey, String> remains = new LinkedHashMap<>();
    for (Change change : set.changes()) {
      if (wanted.test(change)) {
        List<String> others = new ArrayList<>(change.clusters());
        others.removeAll(wholeClusters);
        if (!others.isEmpty()) {
          clusters
              .computeIfAbsent(change.object(), unknown -> new LinkedHashSet<>())
              .addAll(others);
          holders.put(change.object(), change.holder());
          remains(change).ifPresent(what -> remains.put(change.object(), what));
        }
      }
    }
    Map<String, List<ObjectKey>> inside = new LinkedHashMap<>();
    Map<String, ObjectKey> tops = new LinkedHashMap<>();
    clusters.keySet().forEach(object -> tops.put(object.toString(), object));
    clusters
        .keySet()
        .forEach(
            object -> {
              String holder = holders.get(object);
              ObjectKey top = tops.get(holder);
              boolean isWithIt = top != null && clusters.get(top).equals(clusters.get(object));
              inside
                  .computeIfAbsent(isWithIt ? holder : object.toString(), key -> new ArrayList<>())
                  .add(object);
            });
    inside.forEach(
        (name, objects) -> {
          ObjectKey top = tops.get(name);
          List<String> stays =
              objects.stream().filter(remains::containsKey).map(remains::get).toList();
          objects.remove(top);
          texts.add(
              new ObjectText(sign, top, List.copyOf(clusters.get(top)), List.of(), objects, stays));
        });
  }

  private static Optional<String> remains(Change change) {
    return change.isRemoved()
        ? Pruning.remains(new RenderedObject(change.object(), change.holder(), change.before()))
        : Optional.empty();
  }

  private static List<String> clusters(List<Change> changes) {
    Set<String> clusters = new LinkedHashSet<>();
    changes.forEach(change -> clusters.addAll(change.clusters()));
    return List.copyOf(clusters);
  }
}

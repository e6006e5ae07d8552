package dev.flotilla.main.review.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.FieldPath;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** A cluster in two renderings. */
public final class ClusterPair {
  private final String name;
  private final SortedMap<String, String> before;
  private final SortedMap<String, String> after;
  private final Map<ObjectKey, ObjectPair> changed;

  ClusterPair(
      String name,
      SortedMap<String, String> before,
      SortedMap<String, String> after,
      Map<ObjectKey, ObjectPair> changed) {
    this.name = name;
    this.before = before;
    this.after = after;
    this.changed = changed;
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  /** Returns whether there was nothing of it before. */
  public boolean isNew() {
    return before.isEmpty() && !after.isEmpty();
  }

  /** Returns whether there is nothing of it any more. */
  public boolean isRemoved() {
    return after.isEmpty() && !before.isEmpty();
  }

  /** Returns the objects that differ. */
  public Collection<ObjectPair> changed() {
    return changed.values();
  }

  /** Returns an object, if it differs. */
  public Optional<ObjectPair> changed(ObjectKey key) {
    return Optional.ofNullable(changed.get(key));
  }

  /** Returns whether the namespace of an object is new. */
  public boolean isInNewNamespace(ObjectPair pair) {
    return changedNamespace(pair).filter(ObjectPair::isNew).isPresent();
  }

  /** Returns whether the namespace of an object is removed. */
  public boolean isInRemovedNamespace(ObjectPair pair) {
    return changedNamespace(pair).filter(ObjectPair::isRemoved).isPresent();
  }

  private Optional<ObjectPair> changedNamespace(ObjectPair pair) {
    return changed(ObjectKey.ofNamespace(pair.key().namespace()));
  }

  /** Returns all objects that it has now, which are read for this: few questions need them. */
  public Stream<RenderedObject> after() {
    return objects(after);
  }

  /** Returns all objects that it had, which are read for this. */
  public Stream<RenderedObject> before() {
    return objects(before);
  }

  private static Stream<RenderedObject> objects(SortedMap<String, String> files) {
    return files.entrySet().stream()
        .flatMap(file -> ObjectReader.read(file.getKey(), file.getValue()).stream());
  }

  /** Returns what changes there, on this cluster alone. */
  public List<Change> changes() {
    return changed.values().stream().flatMap(pair -> changes(pair).stream()).toList();
  }

  private List<Change> changes(ObjectPair pair) {
    if (!pair.isKept()) {
      return List.of(change(pair, FieldPath.WHOLE, pair.before(), pair.after()));
    }
    List<Change> changes = new ArrayList<>();
    String oldHolder = pair.old().map(RenderedObject::holder).orElse("");
    if (!oldHolder.equals(pair.holder())) {
      changes.add(
          change(
              pair,
              FieldPath.APPLIED_BY,
              TextNode.valueOf(oldHolder),
              TextNode.valueOf(pair.holder())));
    }
    FieldComparison.differences(pair.before(), pair.after())
        .forEach(
            difference ->
                changes.add(
                    change(pair, difference.path(), difference.before(), difference.after())));
    return changes;
  }

  private Change change(ObjectPair pair, FieldPath path, JsonNode old, JsonNode now) {
    return new Change(
        pair.key(),
        pair.holder(),
        path,
        HiddenValues.of(pair.key(), path, old),
        HiddenValues.of(pair.key(), path, now),
        List.of(name));
  }
}

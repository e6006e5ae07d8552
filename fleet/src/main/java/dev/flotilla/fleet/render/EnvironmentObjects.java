package dev.flotilla.fleet.render;

import dev.flotilla.fleet.content.ContentItem;
import dev.flotilla.fleet.content.internal.Substitution;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.SharedObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The objects of one environment, phase after phase: each once, and as its kind has it. */
final class EnvironmentObjects {
  /** The kind that several releases may need the same object of. */
  private static final String SHARED = "HelmRepository";

  private final Substitution substitution;
  private final SharedObjects checked;
  private final Map<String, KubernetesObject> byId = new LinkedHashMap<>();
  private final Set<String> items = new TreeSet<>();
  private final Set<String> ofPhase = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Starts with no object.
   *
   * @param checked what is known of the objects of other environments
   */
  EnvironmentObjects(Substitution substitution, SharedObjects checked) {
    this.substitution = substitution;
    this.checked = checked;
  }

  /** Begins the next phase, and returns which of its items wait for what comes later or never. */
  List<String> begin(List<ContentItem> phase) {
    phase.forEach(item -> items.add(item.id()));
    ofPhase.clear();
    List<String> missing = new ArrayList<>();
    for (ContentItem item : phase) {
      for (String other : item.dependsOn()) {
        if (!items.contains(other)) {
          missing.add(
              "a release must depend on one of the same environment, in the same phase or before it, got %s for %s; add it there, or drop the dependency"
                  .formatted(other, item.id()));
        }
      }
    }
    return missing;
  }

  /** Returns those of an item's objects that its file has; a repository is in the first one. */
  List<KubernetesObject> add(List<KubernetesObject> objects) {
    List<KubernetesObject> written = new ArrayList<>();
    for (KubernetesObject object : objects) {
      KubernetesObject other = byId.putIfAbsent(key(object), object);
      boolean isShared = object.kind().equals(SHARED) && object.equals(other);
      if (other == null) {
        check(object);
        written.add(object);
        ofPhase.add(key(object));
      } else if (!isShared || !ofPhase.contains(key(object))) {
        problems.add(
            "an object must be defined once in an environment, got %s twice; rename or remove one"
                .formatted(object.id()));
      }
    }
    return written;
  }

  private void check(KubernetesObject object) {
    for (String variable : substitution.unreplaced(object)) {
      problems.add(
          "a variable must be where Flux substitutes, got '%s' in %s; remove withoutSubstitution, or write its value"
              .formatted(variable, object.id()));
    }
    problems.addAll(checked.mistakes(object));
  }

  /** Returns what is wrong, since the last call. */
  List<String> problems() {
    List<String> found = List.copyOf(problems);
    problems.clear();
    return found;
  }

  /** An object's version is not part of its identity. */
  private static String key(KubernetesObject object) {
    int slash = object.apiVersion().indexOf('/');
    return object.apiVersion().substring(0, Math.max(slash, 0)) + " " + object.id();
  }
}

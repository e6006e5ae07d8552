package dev.flotilla.fleet.object;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of the fleet artifact.
 *
 * @param path relative to the artifact, with slashes
 */
public record FleetFile(String path, Content content) {

  /**
   * What is in a file. Many clusters have files with the same content, so slow work is done once
   * for all that share it.
   */
  public static final class Content {
    private final List<KubernetesObject> objects;
    private final List<ResourceSet> sets;
    private final SharedObjects shared;
    private @Nullable List<KubernetesObject> applied;
    private @Nullable List<String> mistakes;

    /** What is in a file: objects, and after them ResourceSets. */
    public Content(List<KubernetesObject> objects, List<ResourceSet> sets) {
      this(objects, sets, new SharedObjects());
    }

    private Content(List<KubernetesObject> objects, List<ResourceSet> sets, SharedObjects shared) {
      this.objects = List.copyOf(objects);
      this.sets = List.copyOf(sets);
      this.shared = shared;
    }

    /** Returns this content, whose objects are checked and written once with those of others. */
    Content sharing(SharedObjects others) {
      return new Content(objects, sets.stream().map(set -> set.sharing(others)).toList(), others);
    }

    /** Returns the objects that are in no ResourceSet. */
    public List<KubernetesObject> objects() {
      return objects;
    }

    /** Returns the ResourceSets, each with the objects in it. */
    public List<ResourceSet> sets() {
      return sets;
    }

    /** Returns this content, whose ResourceSets wait until {@code first} is Ready. */
    Content after(ResourceSet first) {
      return new Content(
          objects, sets.stream().map(set -> set.equals(first) ? set : set.after(first)).toList());
    }

    /** Returns the objects that a cluster gets, those in ResourceSets too. */
    synchronized List<KubernetesObject> applied() {
      if (applied == null) {
        applied = new ArrayList<>(objects);
        for (ResourceSet set : sets) {
          applied.add(shared.head(set).object());
          applied.addAll(set.resources());
        }
      }
      return applied;
    }

    /** Returns what is wrong with the objects, whatever the cluster. */
    synchronized List<String> mistakes() {
      if (mistakes == null) {
        mistakes =
            applied().stream().flatMap(object -> shared.mistakesOfKept(object).stream()).toList();
      }
      return mistakes;
    }

    /** Returns the text, one YAML document per object. */
    public String text() {
      List<String> documents = new ArrayList<>();
      objects.forEach(object -> documents.add(Yaml.write(object.toMap())));
      sets.forEach(set -> documents.add(set.toYaml(shared.head(set).yaml(), shared::item)));
      return String.join("---\n", documents);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Content content
          && objects.equals(content.objects)
          && sets.equals(content.sets);
    }

    @Override
    public int hashCode() {
      return 31 * objects.hashCode() + sets.hashCode();
    }
  }
}

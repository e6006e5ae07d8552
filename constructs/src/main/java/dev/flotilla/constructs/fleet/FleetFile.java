package dev.flotilla.constructs.fleet;

import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.Yaml;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of the fleet artifact.
 *
 * @param path relative to the artifact, with slashes
 */
public record FleetFile(String path, Content content) {

  /** Returns this file, whose ResourceSets wait until {@code first} is Ready. */
  FleetFile after(ResourceSet first) {
    List<ResourceSet> waiting =
        content.sets.stream().map(set -> set.equals(first) ? set : set.after(first)).toList();
    return new FleetFile(path, new Content(content.objects, waiting));
  }

  /** What is in a file; many clusters have files of one content. */
  public record Content(List<KubernetesObject> objects, List<ResourceSet> sets) {
    public Content {
      objects = List.copyOf(objects);
      sets = List.copyOf(sets);
    }

    /** Returns the text, one YAML document an object. */
    public String text() {
      List<String> documents = new ArrayList<>();
      objects.forEach(object -> documents.add(Yaml.write(object.toMap())));
      sets.forEach(set -> documents.add(Yaml.write(set.toObject().toMap())));
      return String.join("---\n", documents);
    }
  }
}

package dev.flotilla.main.review.artifact;

import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.main.check.DeliveredObject;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The manifests of a fleet artifact or of content, by cluster and path.
 *
 * @param clusters the clusters that it has, each with the texts of its files
 */
public record ArtifactFiles(SortedMap<String, SortedMap<String, String>> clusters) {
  /** No cluster at all. */
  public static final ArtifactFiles NONE = new ArtifactFiles(new TreeMap<>());

  /** What Flux reads in the folder of a cluster. */
  private static final Pattern MANIFEST =
      Pattern.compile("(?:clusters|tenants)/([^/]+)/.*\\.(?:ya?ml|json)");

  public ArtifactFiles {
    clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
  }

  /** Returns what a fleet renders to. */
  public static ArtifactFiles of(List<RenderedCluster> rendered) {
    SortedMap<String, SortedMap<String, String>> clusters = new TreeMap<>();
    rendered.forEach(cluster -> clusters.put(cluster.name(), new TreeMap<>()));
    rendered.parallelStream()
        .forEach(
            cluster -> {
              SortedMap<String, String> files = clusters.get(cluster.name());
              cluster.files().forEach(file -> files.put(file.path(), file.content().text()));
            });
    return new ArtifactFiles(clusters);
  }

  /** Returns what clusters get of components and tenants. */
  public static ArtifactFiles ofContent(List<DeliveredObject> objects) {
    SortedMap<String, SortedMap<String, String>> clusters = new TreeMap<>();
    objects.forEach(
        object ->
            clusters
                .computeIfAbsent(object.cluster(), name -> new TreeMap<>())
                .merge(
                    ApplierPath.of(object.appliedBy(), object.file() + object.template()),
                    "---\n" + object.yaml(),
                    String::concat));
    return new ArtifactFiles(clusters);
  }

  /** Returns whether a path in an artifact is that of a manifest of some cluster. */
  public static boolean isManifest(String path) {
    return MANIFEST.matcher(path).matches();
  }

  /** Returns what a folder or a layer holds, by path; what is no manifest is left out. */
  public static ArtifactFiles ofPaths(SortedMap<String, String> files) {
    SortedMap<String, SortedMap<String, String>> clusters = new TreeMap<>();
    files.forEach(
        (path, text) -> {
          Matcher manifest = MANIFEST.matcher(path);
          if (manifest.matches()) {
            clusters.computeIfAbsent(manifest.group(1), unknown -> new TreeMap<>()).put(path, text);
          }
        });
    return new ArtifactFiles(clusters);
  }

  /** Returns the part of those clusters whose names are wanted. */
  public ArtifactFiles only(Predicate<String> wanted) {
    SortedMap<String, SortedMap<String, String>> part = new TreeMap<>(clusters);
    part.keySet().removeIf(name -> !wanted.test(name));
    return new ArtifactFiles(part);
  }

  /** Returns the files of a cluster; none if it has no such cluster. */
  public SortedMap<String, String> of(String cluster) {
    return clusters.getOrDefault(cluster, Collections.emptySortedMap());
  }
}

package dev.flotilla.main.review.danger;

import dev.flotilla.main.review.artifact.ArtifactComparison;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import java.util.List;
import java.util.TreeMap;

/** What is dangerous about a cluster whose objects change. */
final class DangerCase {
  private static final String SET =
      """
      apiVersion: fluxcd.controlplane.io/v1
      kind: ResourceSet
      metadata: {name: web, namespace: flux-system}
      spec:
        resources:
      """;

  /** What both have, so that the cluster is neither new nor removed. */
  private static final String OTHER = "{apiVersion: v1, kind: Other, metadata: {name: other}}\n";

  private DangerCase() {}

  /** Returns the dangers, as kind, object and message; the objects are items of a ResourceSet. */
  static List<String> inSet(String before, String after) {
    return of("tenants/prod/web.yaml", set(before), set(after));
  }

  /** Returns the dangers of objects that a Kustomization applies, each a document. */
  static List<String> ofFile(String path, String before, String after) {
    return of(path, before, after);
  }

  private static String set(String items) {
    return SET + items.strip().indent(2);
  }

  private static List<String> of(String path, String before, String after) {
    return ArtifactComparison.of(files(path, before), files(path, after), List.of("prod")).stream()
        .flatMap(cluster -> Dangers.of(cluster).stream())
        .map(danger -> danger.kind().id() + ": " + danger.subject() + " " + danger.message())
        .toList();
  }

  private static ArtifactFiles files(String path, String text) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("clusters/prod/other.yaml", OTHER);
    files.put(path, text);
    return ArtifactFiles.ofPaths(files);
  }
}

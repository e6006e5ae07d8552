package dev.flotilla.fleet.descriptor;

import dev.flotilla.fleet.artifact.GitContent;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A component or tenant that clusters take from Git: it has no artifact.
 *
 * @param path the folder in the repository
 * @param url the address of the repository
 * @param branches by the name of an environment, the branch that its clusters take it from
 */
public record DescribedGitContent(
    String name, String path, String url, SortedMap<String, String> branches) {
  public DescribedGitContent {
    branches = Collections.unmodifiableSortedMap(new TreeMap<>(branches));
  }

  /** Returns what is said where artifacts are looked at. */
  public String leftOut() {
    return "%s: left out, clusters take it from Git repository '%s'".formatted(name, url);
  }

  /** Returns those of a fleet, by repository and folder. */
  public static List<DescribedGitContent> of(ResolvedFleet resolved) {
    Map<String, GitContent> contents = new TreeMap<>();
    Map<String, SortedMap<String, String>> branches = new TreeMap<>();
    for (ResolvedCluster cluster : resolved.clusters()) {
      if (cluster.cluster().environment().channel() instanceof Channel.Branch branch) {
        resolved
            .fleet()
            .workloads(cluster.cluster())
            .sources()
            .filter(GitContent.class::isInstance)
            .map(GitContent.class::cast)
            .forEach(
                content -> {
                  String key = content.repository().url() + " " + content.folder();
                  contents.put(key, content);
                  branches
                      .computeIfAbsent(key, unknown -> new TreeMap<>())
                      .put(cluster.cluster().environment().name(), branch.ref().name());
                });
      }
    }
    return contents.entrySet().stream()
        .map(
            entry ->
                new DescribedGitContent(
                    entry.getValue().name(),
                    entry.getValue().folder(),
                    entry.getValue().repository().url(),
                    branches.getOrDefault(entry.getKey(), Collections.emptySortedMap())))
        .toList();
  }
}

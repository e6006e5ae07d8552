package dev.flotilla.fleet.cluster;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.source.GitRef;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables that components and apps on a cluster get: the data of {@code flux-runtime-info}.
 */
public final class ClusterVariables {
  private static final List<String> STANDARD_VARIABLES =
      List.of(
          "ARTIFACT_TAG",
          "GIT_BRANCH",
          "ENVIRONMENT",
          "CLUSTER_NAME",
          "CLUSTER_DOMAIN",
          "CLUSTER_REGION",
          "ARTIFACT_SUBJECT_WORKFLOW",
          "ARTIFACT_SUBJECT_GIT_REF");

  private ClusterVariables() {}

  /** Refuses a variable that every cluster has. */
  static void requireOther(String cluster, String variable) {
    if (STANDARD_VARIABLES.contains(variable)) {
      throw new IllegalArgumentException(
          "the variables of cluster '"
              + cluster
              + "' must not replace those that every cluster has, got '"
              + variable
              + "'; choose another name");
    }
  }

  /** Returns the data for {@code cluster}, sorted by key. */
  public static SortedMap<String, String> of(Cluster cluster) {
    Environment environment = cluster.environment();
    ClusterFacts facts = cluster.facts();
    SortedMap<String, String> data = new TreeMap<>(facts.variables());
    Channel channel = cluster.channel();
    data.put("ARTIFACT_TAG", channel.tag().value());
    if (channel instanceof Channel.Branch branch) {
      data.put("GIT_BRANCH", branch.ref().name());
    }
    data.put("ENVIRONMENT", environment.name());
    data.put("CLUSTER_NAME", facts.runtimeName());
    facts.domain().ifPresent(domain -> data.put("CLUSTER_DOMAIN", domain));
    facts.region().ifPresent(region -> data.put("CLUSTER_REGION", region));
    if (cluster.role() == Cluster.Role.WORKLOAD) {
      putSubject(data, environment.signedFrom());
    }
    return Collections.unmodifiableSortedMap(data);
  }

  /** Who must have signed a component or app; an automation cluster runs none. */
  private static void putSubject(Map<String, String> data, GitRef signedFrom) {
    boolean released = signedFrom.isReleased();
    data.put("ARTIFACT_SUBJECT_WORKFLOW", released ? "release-artifact" : "push-artifact");
    // A component's release tag carries the component's name, so any tag may have signed.
    data.put("ARTIFACT_SUBJECT_GIT_REF", released ? "refs/tags/.*" : signedFrom.pattern());
  }
}

package dev.flotilla.main.status;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ClusterArtifacts;
import dev.flotilla.main.cluster.delivery.Delivery;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An artifact, and which version of it a cluster runs.
 *
 * @param revision what the cluster says that it was built from; empty if it does not
 */
public record RunningArtifact(ChannelArtifact artifact, String digest, String revision) {
  private static final Pattern DIGEST = Pattern.compile(".+@(sha256:[0-9a-f]{64})");

  /** Returns what a cluster runs, as far as it has fetched it. */
  public static List<RunningArtifact> of(Fleet fleet, Cluster cluster, FluxStatus status) {
    ClusterArtifacts artifacts = new ClusterArtifacts(fleet, cluster);
    Map<String, Delivery> components = new TreeMap<>();
    List<RunningArtifact> running = new ArrayList<>();
    for (Delivery sync : status.deliveries()) {
      artifacts.fleet().ifPresent(artifact -> add(running, artifact, sync));
      // What has the source of the sync is of the fleet artifact too.
      sync.all()
          .filter(delivery -> !delivery.source().equals(sync.source()))
          .forEach(delivery -> components.putIfAbsent(delivery.name(), delivery));
    }
    artifacts
        .components()
        .filter(artifact -> components.containsKey(artifact.name()))
        .forEach(artifact -> add(running, artifact, components.get(artifact.name())));
    return running;
  }

  private static void add(
      List<RunningArtifact> running, ChannelArtifact artifact, Delivery delivery) {
    Matcher digest = DIGEST.matcher(delivery.revision());
    if (digest.matches()) {
      running.add(new RunningArtifact(artifact, digest.group(1), delivery.origin()));
    }
  }

  /** Returns whether somebody must have signed it. */
  boolean isSigned() {
    return artifact.verifications().stream().anyMatch(rule -> rule.toSpec().isPresent());
  }
}

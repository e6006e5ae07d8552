package dev.flotilla.main.command.option;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResponseLimit;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.status.ConcurrentQuery;
import dev.flotilla.main.status.ConcurrentQuery.Answer;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which clusters report their status, and how long each may be silent. */
public final class StatusOptions {
  @Mixin private OptionalClusters clusterOptions = new OptionalClusters();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long each cluster may be silent; by default ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  /** Returns the clusters that are named, or all. */
  public List<Cluster> clusters(Invocation invocation) {
    return clusterOptions.find(invocation.fleet());
  }

  /** Asks clusters side by side; returns the answers in their order. */
  public List<Answer<Cluster, FluxStatus>> ask(Invocation invocation, List<Cluster> clusters) {
    return ConcurrentQuery.ask(
        clusters, timeout, (cluster, answered) -> ask(invocation, cluster, answered), this::late);
  }

  private FluxStatus ask(Invocation invocation, Cluster cluster, Runnable answered) {
    ResponseLimit limit = new ResponseLimit(timeout, answered);
    try (LiveCluster live = clusterOptions.connect(invocation, cluster, limit)) {
      return FluxStatus.of(
          live, SyncTarget.of(new ClusterResolver(invocation.fleet()).sync(cluster)));
    }
  }

  private Failure late(Cluster cluster) {
    return new Failure(
        "cluster '%s' must answer within %d s, got no answer; check the network and its credential plugin, or allow more time with --timeout"
            .formatted(cluster.name(), timeout.toSeconds()));
  }

  /** Returns the status of a cluster that has answered, or what is known of one that has not. */
  public static FluxStatus status(Answer<Cluster, FluxStatus> answer) {
    return answer
        .value()
        .orElseGet(
            () ->
                FluxStatus.unreached(
                    answer.asked().name(), answer.failure().map(Failure::getMessage).orElse("")));
  }
}

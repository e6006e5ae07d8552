package dev.flotilla.main.command.option;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.invocation.Invocation;
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
    return new StatusQuery(
            invocation,
            timeout,
            (cluster, limit) -> clusterOptions.connect(invocation, cluster, limit),
            ", or allow more time with --timeout")
        .answers(clusters, (live, status) -> {});
  }

  /** Returns the status of a cluster that has answered, or what is known of one that has not. */
  public static FluxStatus status(Answer<Cluster, FluxStatus> answer) {
    return StatusQuery.status(answer);
  }
}

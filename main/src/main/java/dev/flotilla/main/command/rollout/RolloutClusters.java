package dev.flotilla.main.command.rollout;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.cluster.ResponseLimit;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.command.option.ClusterOptions;
import dev.flotilla.main.command.option.StatusOptions;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.live.ClusterQuestions;
import dev.flotilla.main.status.ConcurrentQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Asks clusters as {@code status} does, each for at most ten seconds. */
record RolloutClusters(Invocation invocation) implements ClusterQuestions {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Override
  public List<FluxStatus> ask(List<Cluster> clusters, BiConsumer<LiveCluster, FluxStatus> work) {
    ClusterResolver resolver = new ClusterResolver(invocation.fleet());
    return ConcurrentQuery.ask(
            clusters,
            LIMIT,
            (cluster, answered) -> {
              ResolvedAccess access = ClusterOptions.resolve(invocation, cluster, Optional.empty());
              ResponseLimit limit = new ResponseLimit(LIMIT, answered);
              try (LiveCluster live =
                  LiveCluster.connect(access, invocation.environment(), limit)) {
                FluxStatus status = FluxStatus.of(live, SyncTarget.of(resolver.sync(cluster)));
                work.accept(live, status);
                return status;
              }
            },
            this::late)
        .stream()
        .map(StatusOptions::status)
        .toList();
  }

  private Failure late(Cluster cluster) {
    return new Failure(
        "cluster '%s' must answer within %d s, got no answer; check the network"
            .formatted(cluster.name(), LIMIT.toSeconds()));
  }
}

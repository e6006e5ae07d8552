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
import dev.flotilla.main.status.ConcurrentQuery.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks clusters as {@code status} does, each for at most ten seconds. */
record RolloutClusters(Invocation invocation) implements ClusterQuestions {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Override
  public List<FluxStatus> status(List<Cluster> clusters) {
    ClusterResolver resolver = new ClusterResolver(invocation.fleet());
    return ask(clusters, live -> status(live, resolver)).stream()
        .map(StatusOptions::status)
        .toList();
  }

  private FluxStatus status(LiveCluster live, ClusterResolver resolver) {
    Cluster cluster = invocation.fleet().cluster(live.name()).orElseThrow();
    return FluxStatus.of(live, SyncTarget.of(resolver.sync(cluster)));
  }

  /** One that does not answer fetches at its interval. */
  @Override
  public void each(List<Cluster> clusters, Consumer<LiveCluster> work) {
    List<Answer<Cluster, Boolean>> unused =
        ask(
            clusters,
            live -> {
              work.accept(live);
              return true;
            });
  }

  private <T> List<Answer<Cluster, T>> ask(List<Cluster> clusters, Function<LiveCluster, T> work) {
    return ConcurrentQuery.<Cluster, T>ask(
        clusters,
        LIMIT,
        (cluster, answered) -> {
          ResolvedAccess access = ClusterOptions.resolve(invocation, cluster, Optional.empty());
          ResponseLimit limit = new ResponseLimit(LIMIT, answered);
          try (LiveCluster live = LiveCluster.connect(access, invocation.environment(), limit)) {
            return work.apply(live);
          }
        },
        cluster ->
            new Failure(
                "cluster '%s' must answer within %d s, got no answer; check the network"
                    .formatted(cluster.name(), LIMIT.toSeconds())));
  }
}

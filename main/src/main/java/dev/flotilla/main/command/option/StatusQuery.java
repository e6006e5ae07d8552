package dev.flotilla.main.command.option;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.cluster.ResponseLimit;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.live.ClusterQuestions;
import dev.flotilla.main.status.ConcurrentQuery;
import dev.flotilla.main.status.ConcurrentQuery.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Asks clusters side by side for the status of their Flux.
 *
 * @param limit how long each may be silent
 * @param connect reaches a cluster
 * @param remedy what to do about one that does not answer, besides looking at the network
 */
public record StatusQuery(
    Invocation invocation,
    Duration limit,
    BiFunction<Cluster, ResponseLimit, LiveCluster> connect,
    String remedy)
    implements ClusterQuestions {
  /** Asks each by its own access. */
  public StatusQuery(Invocation invocation, Duration limit) {
    this(
        invocation,
        limit,
        (cluster, response) -> {
          ResolvedAccess access = ClusterOptions.resolve(invocation, cluster, Optional.empty());
          return LiveCluster.connect(access, invocation.environment(), response);
        },
        "");
  }

  @Override
  public List<FluxStatus> ask(List<Cluster> clusters, BiConsumer<LiveCluster, FluxStatus> work) {
    return answers(clusters, work).stream().map(StatusQuery::status).toList();
  }

  /** Returns the answers, in the order of the clusters. */
  List<Answer<Cluster, FluxStatus>> answers(
      List<Cluster> clusters, BiConsumer<LiveCluster, FluxStatus> work) {
    ClusterResolver resolver = new ClusterResolver(invocation.fleet());
    return ConcurrentQuery.ask(
        clusters,
        limit,
        (cluster, answered) -> {
          try (LiveCluster live = connect.apply(cluster, new ResponseLimit(limit, answered))) {
            FluxStatus status = FluxStatus.of(live, SyncTarget.of(resolver.sync(cluster)));
            work.accept(live, status);
            return status;
          }
        },
        this::late);
  }

  private Failure late(Cluster cluster) {
    return new Failure(
        "cluster '%s' must answer within %d s, got no answer; check the network and its credential plugin%s"
            .formatted(cluster.name(), limit.toSeconds(), remedy));
  }

  /** Returns the status of a cluster that has answered, or what is known of one that has not. */
  static FluxStatus status(Answer<Cluster, FluxStatus> answer) {
    return answer
        .value()
        .orElseGet(
            () ->
                FluxStatus.unreached(
                    answer.asked().name(), answer.failure().map(Failure::getMessage).orElse("")));
  }
}

package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.Access;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResponseLimit;
import dev.flotilla.main.report.Failure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the clusters of a command are reached. */
final class AccessOptions {
  @Option(
      names = "--context",
      paramLabel = "NAME",
      description =
          "The context in the kubeconfig; otherwise TF_VAR_kube_context, otherwise the cluster's own.")
  private @Nullable String context;

  /** Refuses to send several clusters to one context. */
  void check(List<Cluster> clusters) {
    if (context != null && clusters.size() > 1) {
      throw new Failure(
          "--context is for one cluster, got %d: %s; name the one"
              .formatted(
                  clusters.size(),
                  String.join(", ", clusters.stream().map(Cluster::name).toList())));
    }
  }

  /** Refuses a cluster whose kubeconfig or context is not there. */
  void check(Invocation invocation, Cluster cluster) {
    resolve(invocation, cluster).check();
  }

  LiveCluster connect(Invocation invocation, Cluster cluster) {
    return resolve(invocation, cluster).connect(invocation.environment());
  }

  LiveCluster connect(Invocation invocation, Cluster cluster, ResponseLimit limit) {
    return resolve(invocation, cluster).connect(invocation.environment(), limit);
  }

  Access resolve(Invocation invocation, Cluster cluster) {
    return Access.resolve(
        cluster,
        Optional.ofNullable(context),
        invocation.environment(),
        invocation.folder(),
        Folders.of(invocation, Optional.empty()).own(),
        invocation.report().secrets());
  }
}

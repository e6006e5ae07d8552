package dev.flotilla.main.command.option;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.cluster.ResponseLimit;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.invocation.OutputLayout;
import dev.flotilla.main.report.Failure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which clusters a command works on, and how they are reached. */
public abstract class ClusterOptions {
  @Option(
      names = "--context",
      paramLabel = "NAME",
      description =
          "The context in the kubeconfig; otherwise TF_VAR_kube_context, otherwise the cluster's own.")
  private @Nullable String context;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "All clusters of an environment.")
  private @Nullable String environment;

  ClusterOptions() {}

  /** Returns the names that were given. */
  abstract List<String> names();

  /** Refuses no name, without an environment, where the whole fleet is not meant. */
  abstract List<String> required(List<String> names);

  /** Returns the clusters; refuses to send several of them to one context. */
  public final List<Cluster> find(Fleet fleet) {
    List<Cluster> clusters =
        environment == null
            ? ClusterNames.find(fleet, required(names()))
            : ClusterNames.ofEnvironment(fleet, environment, names());
    if (context != null && clusters.size() > 1) {
      throw new Failure(
          "--context applies to one cluster, got %d: %s; name one of them"
              .formatted(
                  clusters.size(),
                  String.join(", ", clusters.stream().map(Cluster::name).toList())));
    }
    return clusters;
  }

  /** Refuses a cluster whose kubeconfig or context does not exist. */
  public final void check(Invocation invocation, Cluster cluster) {
    resolve(invocation, cluster).check();
  }

  /** Returns a client of the cluster, in the context that the options name. */
  public final LiveCluster connect(Invocation invocation, Cluster cluster) {
    return LiveCluster.connect(resolve(invocation, cluster), invocation.environment());
  }

  /** Returns a client of the cluster, which waits for an answer up to {@code limit}. */
  public final LiveCluster connect(Invocation invocation, Cluster cluster, ResponseLimit limit) {
    return LiveCluster.connect(resolve(invocation, cluster), invocation.environment(), limit);
  }

  /** Returns the access to the cluster, by its options, the environment and its kubeconfig. */
  public final ResolvedAccess resolve(Invocation invocation, Cluster cluster) {
    return resolve(invocation, cluster, Optional.ofNullable(context));
  }

  /**
   * Returns the access to the cluster in a context, or else by the environment and its kubeconfig.
   */
  public static ResolvedAccess resolve(
      Invocation invocation, Cluster cluster, Optional<String> context) {
    return ResolvedAccess.resolve(
        cluster,
        context,
        invocation.environment(),
        invocation.folder(),
        OutputLayout.of(invocation, Optional.empty()).own(),
        invocation.report().secrets());
  }
}

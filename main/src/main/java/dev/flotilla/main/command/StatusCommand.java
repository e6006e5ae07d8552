package dev.flotilla.main.command;

import dev.flotilla.main.cluster.FluxStatus;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.Sync;
import dev.flotilla.stacks.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    description = "Ask clusters how their Flux is, and what it delivers.",
    footer = "%nExit code: 0 all ready, 2 something is not, 1 error.")
final class StatusCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "CLUSTER", description = "Clusters; without one, the whole fleet.")
  private List<String> names = new ArrayList<>();

  @Mixin private AccessOptions accessOptions = new AccessOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  StatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<Cluster> clusters = ClusterNames.find(invocation.fleet(), names);
    accessOptions.check(clusters);
    List<FluxStatus> statuses = new ArrayList<>();
    int exitCode =
        Each.run(
            invocation.report(),
            clusters,
            cluster -> {
              FluxStatus status = ask(cluster);
              statuses.add(status);
              return status.ready() ? ExitCode.DONE : ExitCode.ATTENTION;
            });
    print(statuses);
    return exitCode;
  }

  private FluxStatus ask(Cluster cluster) {
    try (LiveCluster live = accessOptions.connect(invocation, cluster)) {
      return FluxStatus.of(live, Sync.of(invocation.fleet(), cluster));
    }
  }

  private void print(List<FluxStatus> statuses) {
    if (json) {
      invocation.report().json(statuses);
      return;
    }
    if (statuses.isEmpty()) {
      return;
    }
    StatusTable table = new StatusTable(invocation.report());
    table.printClusters(statuses);
    for (FluxStatus status : statuses) {
      if (!status.deliveries().isEmpty()) {
        invocation.report().data("");
        table.printDeliveries(status);
      }
    }
  }
}

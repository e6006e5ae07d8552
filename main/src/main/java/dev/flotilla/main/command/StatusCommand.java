package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.command.option.StatusOptions;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.status.ArtifactProvenance;
import dev.flotilla.main.status.ClusterStatus;
import dev.flotilla.main.status.ConcurrentQuery.Answer;
import dev.flotilla.main.status.ProvenanceQuery;
import dev.flotilla.main.status.ProvenanceTable;
import dev.flotilla.main.status.RegistryComparison;
import dev.flotilla.main.status.StatusTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Show whether clusters are ready, and what their Flux delivers.",
    footer =
        "%nExit code: 0 all ready, 2 something is not ready or older than what was published, 1"
            + " error.")
final class StatusCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private StatusOptions options = new StatusOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  StatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<Cluster> clusters = options.clusters(invocation);
    List<Answer<Cluster, FluxStatus>> answers = options.ask(invocation, clusters);
    List<FluxStatus> statuses = answers.stream().map(StatusOptions::status).toList();
    int exitCode = report(clusters, statuses);
    // Last and together, so that they are easy to find among many clusters.
    for (Answer<Cluster, FluxStatus> answer : answers) {
      answer.failure().ifPresent(invocation.report()::failure);
      boolean ready = answer.value().filter(FluxStatus::ready).isPresent();
      exitCode =
          ExitCode.worse(
              exitCode,
              answer.failure().isPresent()
                  ? ExitCode.ERROR
                  : ready ? ExitCode.DONE : ExitCode.ATTENTION);
    }
    return exitCode;
  }

  private int report(List<Cluster> clusters, List<FluxStatus> statuses) {
    try (ProvenanceQuery query = new ProvenanceQuery(invocation, clusters, statuses)) {
      Map<String, RingName> rings = new TreeMap<>();
      clusters.forEach(
          cluster -> cluster.ring().ifPresent(ring -> rings.put(cluster.name(), ring)));
      if (!json) {
        printTables(statuses, rings);
      }
      int exitCode = new RegistryComparison(invocation).report(clusters, statuses);
      Map<String, List<ArtifactProvenance>> provenance = query.answers();
      ProvenanceTable table = new ProvenanceTable(invocation.report());
      if (json) {
        invocation
            .report()
            .json(
                statuses.stream()
                    .map(
                        status ->
                            new ClusterStatus(
                                status,
                                Optional.ofNullable(rings.get(status.cluster())),
                                provenance.get(status.cluster())))
                    .toList());
      } else {
        table.print(provenance);
      }
      return ExitCode.worse(exitCode, table.warn(provenance));
    }
  }

  private void printTables(List<FluxStatus> statuses, Map<String, RingName> rings) {
    StatusTable table = new StatusTable(invocation.report());
    table.printClusters(statuses, rings);
    for (FluxStatus status : statuses) {
      if (!status.deliveries().isEmpty()) {
        invocation.report().data("");
        table.printDeliveries(status);
        table.printReleases(status);
        table.printExceptions(status);
      }
    }
  }
}

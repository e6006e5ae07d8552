package dev.flotilla.main.command;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Table;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "List the clusters of the fleet.",
    footer = "%nExit code: 0 done, 1 invalid input.")
final class ListCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** What the list says about a cluster. */
  private record Row(
      String name, String environment, String role, String channel, String url, String path) {
    static Row of(Fleet fleet, Cluster cluster) {
      SyncTarget sync = SyncTarget.of(new ClusterResolver(fleet).sync(cluster));
      return new Row(
          cluster.name(),
          cluster.environment().name(),
          cluster.role().name().toLowerCase(Locale.ROOT),
          cluster.environment().channel().tag(),
          sync.url(),
          sync.path());
    }
  }

  @Override
  public Integer call() {
    Fleet fleet = invocation.fleet();
    List<Row> rows = fleet.clusters().stream().map(cluster -> Row.of(fleet, cluster)).toList();
    if (json) {
      invocation.report().json(rows);
      return ExitCode.DONE;
    }
    Table table = new Table("CLUSTER", "ENVIRONMENT", "ROLE", "CHANNEL", "SYNC URL", "SYNC PATH");
    rows.forEach(
        row -> table.row(row.name, row.environment, row.role, row.channel, row.url, row.path));
    table.lines().forEach(invocation.report()::data);
    return ExitCode.DONE;
  }
}

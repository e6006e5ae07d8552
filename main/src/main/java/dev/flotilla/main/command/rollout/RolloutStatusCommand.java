package dev.flotilla.main.command.rollout;

import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Table;
import dev.flotilla.main.versions.RingVersion;
import dev.flotilla.main.versions.RingsQuery;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what each ring is at. */
@Command(
    name = "status",
    description = "Show which version of each artifact the tag of each ring is at.",
    footer = {
      "%nIt asks the registries alone, and no cluster: 'flotilla versions' shows what clusters"
          + " run.",
      "%nExit code: 0 every ring is at the newest, 2 a ring is behind or empty, 1 error."
    })
public final class RolloutStatusCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Works for one run of the program. */
  public RolloutStatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<RingVersion> rows =
        new RingsQuery(invocation).rows(RolloutOptions.environments(invocation));
    if (json) {
      invocation.report().json(rows);
    } else {
      table(rows).lines().forEach(invocation.report()::data);
    }
    return exitCode(rows);
  }

  private static Table table(List<RingVersion> rows) {
    Table table =
        new Table(
            "ARTIFACT",
            "ENVIRONMENT",
            "RING",
            "TAG",
            "VERSION",
            "DIGEST",
            "NOT PROMOTED",
            "CLUSTERS");
    rows.forEach(
        row ->
            table.row(
                row.artifact(),
                row.environment(),
                row.ring().value(),
                row.tag(),
                row.isUnknown() ? "unknown" : text(row.version()),
                text(row.digest()),
                text(row.notPromoted()),
                row.clusters().isEmpty() ? "-" : String.join(", ", row.clusters())));
    return table;
  }

  private static String text(String value) {
    return value.isEmpty() ? "-" : Digest.shortened(value);
  }

  /** Reports last and together what is not known. */
  private int exitCode(List<RingVersion> rows) {
    rows.stream()
        .filter(row -> !row.isUnknown() && !row.message().isEmpty())
        .forEach(
            row ->
                invocation
                    .report()
                    .status(
                        "%s: ring '%s' at '%s': %s"
                            .formatted(row.artifact(), row.ring(), row.tag(), row.message())));
    List<String> unknown =
        rows.stream()
            .filter(RingVersion::isUnknown)
            .map(row -> row.artifact() + ": " + row.message())
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      invocation.report().failure(new Failure(unknown));
      return ExitCode.ERROR;
    }
    return rows.stream().allMatch(row -> row.message().isEmpty() && row.notPromoted().isEmpty())
        ? ExitCode.DONE
        : ExitCode.ATTENTION;
  }
}

package dev.flotilla.main.command.versions;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.DescribedGitContent;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.command.option.StatusOptions;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.status.ConcurrentQuery.Answer;
import dev.flotilla.main.versions.ArtifactVersion;
import dev.flotilla.main.versions.VersionsQuery;
import dev.flotilla.main.versions.VersionsTable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows which versions clusters run, and which they do not run yet. */
@Command(
    name = "versions",
    description = "Show which version of each artifact clusters run, and what is newer.",
    footer = "%nExit code: 0 everything is at the newest, 2 something is behind, 1 error.")
public final class VersionsCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private StatusOptions options = new StatusOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Works for one run of the program. */
  public VersionsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<Cluster> clusters = options.clusters(invocation);
    List<Answer<Cluster, FluxStatus>> answers = options.ask(invocation, clusters);
    List<ArtifactVersion> versions =
        new VersionsQuery(invocation)
            .rows(clusters, answers.stream().map(StatusOptions::status).toList());
    inGit(clusters).forEach(content -> invocation.report().status(content.leftOut()));
    if (json) {
      invocation.report().json(versions);
    } else {
      VersionsTable.lines(versions).forEach(invocation.report()::data);
    }
    return exitCode(answers, versions);
  }

  /** What has no version, because clusters follow a branch. */
  private Stream<DescribedGitContent> inGit(List<Cluster> clusters) {
    List<String> environments =
        clusters.stream().map(cluster -> cluster.environment().name()).toList();
    return DescribedGitContent.of(invocation.resolved()).stream()
        .filter(content -> content.branches().keySet().stream().anyMatch(environments::contains));
  }

  /** Reports last and together what is not known. */
  private int exitCode(List<Answer<Cluster, FluxStatus>> answers, List<ArtifactVersion> versions) {
    boolean isOutdated = versions.stream().anyMatch(ArtifactVersion::isOutdated);
    int exitCode = isOutdated ? ExitCode.ATTENTION : ExitCode.DONE;
    List<Failure> failures = answers.stream().flatMap(answer -> answer.failure().stream()).toList();
    failures.forEach(invocation.report()::failure);
    List<String> unknown =
        versions.stream()
            .filter(ArtifactVersion::isUnknown)
            .map(version -> version.artifact() + ": " + version.message())
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      invocation.report().failure(new Failure(unknown));
    }
    return failures.isEmpty() && unknown.isEmpty() ? exitCode : ExitCode.ERROR;
  }
}

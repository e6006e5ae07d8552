package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.ownership.Ownership;
import dev.flotilla.main.command.option.OptionalClusters;
import dev.flotilla.main.deploy.StackSession;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.state.StackState;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.report.Step;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "diff",
    description = "Show what a deploy would change; needs no credential.",
    footer = {
      "%nWhat Flux owns is listed, and is no change: only publishing changes it.",
      "%nExit code: 0 no change, 2 changes, 1 error."
    })
final class DiffCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private OptionalClusters clusterOptions = new OptionalClusters();

  DiffCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<Cluster> clusters = clusterOptions.find(invocation.fleet());
    StackSession stacks =
        StackSession.synthesize(
            invocation, clusters, cluster -> clusterOptions.check(invocation, cluster));
    return Batch.run(invocation.report(), clusters, cluster -> diff(stacks, cluster));
  }

  private int diff(StackSession stacks, Cluster cluster) {
    Report report = invocation.report();
    ResolvedAccess access = clusterOptions.resolve(invocation, cluster);
    access.check();
    OpenTofuStack stack = stacks.open(cluster, access);
    StackState state = stack.state();
    stacks.credentials(cluster).checkRevisions(state);
    Ownership ownership = look(stacks, cluster, access, state);
    try (Step step = report.step(cluster.name(), "diff")) {
      report.data("# " + cluster.name());
      ownership
          .unpublished(stack.bootstrapValues(), state.bootstrapValues())
          .forEach(line -> report.data(Ownership.MESSAGE + line));
      stacks.leftBehind(cluster, state).forEach(report::data);
      boolean changes = stack.diff(ownership.resources(), report.color(), report::data);
      step.done(changes ? "changes" : "no changes");
      return changes ? ExitCode.ATTENTION : ExitCode.DONE;
    }
  }

  /**
   * A Helm release that cannot be read is dropped from the plan, so with a state the cluster must
   * answer.
   */
  private Ownership look(
      StackSession stacks, Cluster cluster, ResolvedAccess access, StackState state) {
    if (state.isEmpty() && !answers(cluster, access)) {
      return Ownership.NONE;
    }
    try (LiveCluster live = LiveCluster.connect(access, invocation.environment())) {
      Optional<LiveFlux> flux = LiveFlux.find(live);
      stacks.checkSameCluster(cluster, live, flux, state);
      return Ownership.of(live, flux);
    }
  }

  private boolean answers(Cluster cluster, ResolvedAccess access) {
    try (LiveCluster live = LiveCluster.connect(access, invocation.environment())) {
      LiveFlux.find(live);
      return true;
    } catch (Failure failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      invocation
          .report()
          .status(
              "%s: cluster: existing objects are not shown: %s"
                  .formatted(cluster.name(), failure.getMessage()));
      return false;
    }
  }
}

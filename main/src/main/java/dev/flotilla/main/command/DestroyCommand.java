package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.command.option.RequiredClusters;
import dev.flotilla.main.deploy.StackSession;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.Plan;
import dev.flotilla.main.opentofu.state.StackState;
import dev.flotilla.main.report.Batch;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.report.Step;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "destroy",
    description = {
      "Detach clusters: OpenTofu forgets what it has applied, and deletes nothing of the fleet.",
      "Flux, what it has deployed, and its credentials stay; a later deploy imports them into its state."
    },
    footer = "%nExit code: 0 done, 1 error.")
final class DestroyCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(
      names = "--delete",
      description =
          "Delete what your own constructs created; without this option, that is refused.")
  private boolean delete;

  @Mixin private RequiredClusters clusterOptions = new RequiredClusters();

  DestroyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<Cluster> clusters = clusterOptions.find(invocation.fleet());
    // The clusters need not exist any more.
    StackSession stacks = StackSession.synthesize(invocation, clusters, cluster -> {});
    return Batch.run(invocation.report(), clusters, cluster -> detach(stacks, cluster));
  }

  private int detach(StackSession stacks, Cluster cluster) {
    Report report = invocation.report();
    OpenTofuStack stack = stacks.open(cluster, clusterOptions.resolve(invocation, cluster));
    StackState state = stack.state();
    List<String> known = state.addresses();
    if (known.isEmpty()) {
      report.status(cluster.name() + ": nothing to detach, the state is empty");
      return ExitCode.DONE;
    }
    try (Step step = report.step(cluster.name(), "detach");
        Plan plan = stack.planForgetting()) {
      List<String> deleted = plan.deletions();
      requireDeleteOption(cluster, deleted);
      stack.forget(plan);
      known.forEach(
          address -> step.progress((deleted.contains(address) ? "deleted " : "forgot ") + address));
      step.done(deleted.isEmpty() ? "nothing was deleted" : "nothing of the fleet was deleted");
    }
    state
        .secrets()
        .forEach(name -> report.status(cluster.name() + ": " + StackSession.LEFT_BEHIND + name));
    report.status(
        """
        %s: still running: the namespace flux-system, the Flux Operator, Flux, and all that Flux has deployed
        %s: to remove Flux itself, but not the workloads: flux-operator -n flux-system uninstall"""
            .formatted(cluster.name(), cluster.name()));
    return ExitCode.DONE;
  }

  private void requireDeleteOption(Cluster cluster, List<String> deleted) {
    if (!delete && !deleted.isEmpty()) {
      throw new Failure(
          "cluster '%s': destroy would delete what your own constructs created, got '%s'; if that is intended, run 'flotilla destroy %s --delete', otherwise give them a lifecycle with destroy = false, deploy, and destroy again"
              .formatted(cluster.name(), String.join("', '", deleted), cluster.name()));
    }
  }
}

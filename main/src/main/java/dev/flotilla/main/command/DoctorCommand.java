package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.command.option.OptionalClusters;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.synth.NodeJs;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "doctor",
    description = "Check this machine and its access to clusters, and say what to fix.",
    footer = "%nExit code: 0 ready, 1 not ready.")
final class DoctorCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private OptionalClusters clusterOptions = new OptionalClusters();

  DoctorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<Cluster> clusters = clusterOptions.find(invocation.fleet());
    int exitCode = check("Java", () -> Runtime.version().toString());
    exitCode = ExitCode.worse(exitCode, check("Node.js", () -> NodeJs.version(invocation)));
    exitCode = ExitCode.worse(exitCode, check("OpenTofu", this::openTofu));
    for (Cluster cluster : clusters) {
      int answer = check("cluster '" + cluster.name() + "'", () -> reach(cluster));
      exitCode = ExitCode.worse(exitCode, answer);
    }
    return exitCode;
  }

  private String openTofu() {
    OpenTofu openTofu = OpenTofu.find(invocation.environment(), invocation.folder());
    return openTofu.version() + " (" + openTofu.program() + ")";
  }

  private String reach(Cluster cluster) {
    try (LiveCluster live = clusterOptions.connect(invocation, cluster)) {
      return "Kubernetes " + live.version() + " at " + live.server();
    }
  }

  private int check(String what, Supplier<String> finding) {
    try {
      invocation.report().data("ok      " + what + ": " + finding.get());
      return ExitCode.DONE;
    } catch (Failure failure) {
      invocation.report().data("failed  " + what + ": " + String.join("\n", failure.messages()));
      return ExitCode.ERROR;
    }
  }
}

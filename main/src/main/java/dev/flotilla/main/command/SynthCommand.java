package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.command.option.ClusterNames;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.invocation.OutputLayout;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.review.baseline.Baselines;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.print.ClusterSummary;
import dev.flotilla.main.synth.ShownChanges;
import dev.flotilla.main.synth.Synthesis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "synth",
    description = "Write the stacks of the clusters: <output>/stacks/<cluster>/cdk.tf.json.",
    footer = "%nExit code: 0 done, 1 invalid input.")
final class SynthCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "CLUSTER", description = "Clusters; without one, the whole fleet.")
  private List<String> clusters = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "The folder to write; otherwise CDKTF_OUTDIR, otherwise cdktf.out.")
  private @Nullable Path output;

  @Option(
      names = "--against",
      paramLabel = "REF|DIR",
      description = {
        "Compare the fleet artifact with a Git revision, or a folder, for 'cdktf diff' and 'tofu",
        "plan', which warn of what changes then; otherwise FLOTILLA_AGAINST."
      })
  private @Nullable String against;

  SynthCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Set<String> names = new TreeSet<>();
    if (!clusters.isEmpty()) {
      ClusterNames.find(invocation.fleet(), clusters).stream()
          .map(Cluster::name)
          .forEach(names::add);
    }
    OutputLayout folders = OutputLayout.of(invocation, Optional.ofNullable(output));
    Synthesis.run(invocation, folders, names);
    String base = against == null ? invocation.variable(Baselines.VARIABLE) : against;
    if (!base.isBlank()) {
      compare(base, folders, names);
    }
    return ExitCode.DONE;
  }

  private void compare(String base, OutputLayout folders, Set<String> names) {
    List<Cluster> compared =
        invocation.fleet().clusters().stream()
            .filter(cluster -> names.isEmpty() || names.contains(cluster.name()))
            .toList();
    ChangeSet set =
        Baselines.named(base, invocation, compared)
            .to(invocation.clusters(), invocation.fleet().clusters());
    compared.forEach(
        cluster ->
            ShownChanges.write(folders, cluster.name(), ClusterSummary.of(set, cluster.name())));
  }
}

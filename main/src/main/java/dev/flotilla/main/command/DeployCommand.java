package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.command.option.DurationConverter;
import dev.flotilla.main.command.option.RequiredClusters;
import dev.flotilla.main.command.option.TrustOption;
import dev.flotilla.main.deploy.Deployment;
import dev.flotilla.main.deploy.StackSession;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "deploy",
    description = {
      "Install Flux on clusters: plan and apply each, then wait until all that it delivers is ready.",
      "A cluster that syncs another fleet or path is refused before anything is changed."
    },
    footer = "%nExit code: 0 converged, 1 error, or not converged in time.")
final class DeployCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private RequiredClusters clusterOptions = new RequiredClusters();

  @Mixin private TrustOption trustOption = new TrustOption();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "How long each cluster may take to become ready; by default ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--adopt",
      description = {
        "Import the namespace flux-system, and replace the Secrets, that the state does not know.",
        "Not needed where this cluster's own FluxInstance is found."
      })
  private boolean adopt;

  @Option(
      names = "--flux-only",
      description = {
        "Wait for Flux itself, not for what it delivers.",
        "For a cluster that is deployed before its fleet is published."
      })
  private boolean fluxOnly;

  @Option(
      names = "--migrate-state",
      description = {
        "Move the state of a cluster to where the fleet stores it now, encrypted as the fleet says.",
        "FLOTILLA_OLD_STATE_PASSPHRASE is the passphrase that it was encrypted with before."
      })
  private boolean migrateState;

  DeployCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<Cluster> clusters = clusterOptions.find(invocation.fleet());
    trustOption.check(invocation.fleet(), clusters);
    StackSession stacks =
        StackSession.synthesize(
            invocation, clusters, cluster -> clusterOptions.check(invocation, cluster));
    // 1. Each is planned and applied.
    List<Deployment> applied = new ArrayList<>();
    int exitCode =
        Batch.run(
            invocation.report(),
            clusters,
            cluster -> {
              ResolvedAccess access = clusterOptions.resolve(invocation, cluster);
              Deployment deployment = new Deployment(invocation, stacks, cluster, access);
              deployment.apply(adopt, migrateState);
              applied.add(deployment);
              return ExitCode.DONE;
            });
    // 2. They become ready side by side, so the waiting times do not add up.
    return ExitCode.worse(
        exitCode,
        Batch.run(
            invocation.report(),
            applied,
            deployment -> {
              deployment.await(fluxOnly, timeout);
              return ExitCode.DONE;
            }));
  }
}

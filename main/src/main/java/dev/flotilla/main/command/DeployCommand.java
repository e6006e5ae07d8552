package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.command.option.ApprovedOptions;
import dev.flotilla.main.command.option.DurationConverter;
import dev.flotilla.main.command.option.RequiredClusters;
import dev.flotilla.main.command.option.TrustOption;
import dev.flotilla.main.deploy.ApprovedDeployment;
import dev.flotilla.main.deploy.Deployment;
import dev.flotilla.main.deploy.StackSession;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.review.bundle.Bundle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    footer =
        "%nExit code: 0 converged, 1 error, or not converged in time, 3 refused because something is not as it was approved; then nothing was changed.")
final class DeployCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private RequiredClusters clusterOptions = new RequiredClusters();

  @Mixin private TrustOption trustOption = new TrustOption();

  @Mixin private ApprovedOptions approved = new ApprovedOptions();

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
    Optional<Bundle> bundle = approved.open(invocation);
    return bundle.isPresent()
        ? deployApproved(bundle.get(), clusters)
        : deploy(synthesize(clusters), clusters);
  }

  private StackSession synthesize(List<Cluster> clusters) {
    return StackSession.synthesize(
        invocation, clusters, cluster -> clusterOptions.check(invocation, cluster));
  }

  private int deploy(StackSession stacks, List<Cluster> clusters) {
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
    return ExitCode.worse(exitCode, await(applied));
  }

  private int deployApproved(Bundle bundle, List<Cluster> clusters) {
    if (adopt || migrateState) {
      throw new Failure(
          "--plan must come without --adopt and --migrate-state, which no plan has, got '%s'; run them without --plan, and review again"
              .formatted(adopt ? "--adopt" : "--migrate-state"));
    }
    bundle.requireStacks(clusters.stream().map(Cluster::name).toList());
    StackSession stacks = synthesize(clusters);
    bundle.requireEngine(OpenTofu.NAME, stacks.openTofu().version().toString());
    // 1. Nothing is changed anywhere unless all of it is as it was approved.
    List<ApprovedDeployment> prepared = new ArrayList<>();
    int exitCode =
        Batch.run(
            invocation.report(),
            clusters,
            cluster -> {
              ResolvedAccess access = clusterOptions.resolve(invocation, cluster);
              prepared.add(ApprovedDeployment.prepare(invocation, bundle, stacks, cluster, access));
              return ExitCode.DONE;
            });
    if (exitCode != ExitCode.DONE) {
      return exitCode;
    }
    // 2. The plans are applied, and the clusters become ready.
    List<Deployment> applied = new ArrayList<>();
    exitCode =
        Batch.run(
            invocation.report(),
            prepared,
            deployment -> {
              applied.add(deployment.apply());
              return ExitCode.DONE;
            });
    return ExitCode.worse(exitCode, await(applied));
  }

  private int await(List<Deployment> applied) {
    return Batch.run(
        invocation.report(),
        applied,
        deployment -> {
          deployment.await(fluxOnly, timeout);
          return ExitCode.DONE;
        });
  }
}

package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.command.option.ApprovedOptions;
import dev.flotilla.main.command.option.DurationConverter;
import dev.flotilla.main.command.option.GateOptions;
import dev.flotilla.main.command.option.RequiredClusters;
import dev.flotilla.main.command.option.StatusQuery;
import dev.flotilla.main.command.option.TrustOption;
import dev.flotilla.main.deploy.ApprovedDeployment;
import dev.flotilla.main.deploy.Deployment;
import dev.flotilla.main.deploy.StackSession;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.review.bundle.Bundle;
import dev.flotilla.main.rollout.RolloutGates;
import dev.flotilla.main.rollout.live.ClusterQuestions;
import dev.flotilla.main.rollout.live.DeployedRing;
import dev.flotilla.main.rollout.live.SystemTime;
import dev.flotilla.main.status.StatusTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "deploy",
    description = {
      "Install Flux on clusters: plan and apply each, then wait until all that it delivers is ready.",
      "Several are deployed side by side, ring by ring: where one fails, later rings are left as they are.",
      "A cluster that syncs another fleet or path is refused before anything is changed."
    },
    footer =
        "%nExit code: 0 converged, 1 error, or not converged in time, 3 refused because something is not as it was approved; then nothing was changed.")
final class DeployCommand implements Callable<Integer> {
  /** Each is OpenTofu with its providers, some 300 MB, which waits for its cluster mostly. */
  private static final int APPLIED_AT_ONCE = 4;

  /** How long a cluster that was deployed may be silent. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

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

  @Mixin private GateOptions gateOptions = new GateOptions();

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

  private final Set<String> converged = ConcurrentHashMap.newKeySet();

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
    return RingOrder.run(
        invocation.report(),
        clusters,
        ring ->
            deploy(
                ring,
                cluster -> {
                  ResolvedAccess access = clusterOptions.resolve(invocation, cluster);
                  Deployment deployment = new Deployment(invocation, stacks, cluster, access);
                  deployment.apply(adopt, migrateState);
                  return deployment;
                }),
        this::passes);
  }

  /** Without a gate of its own, a ring passes if all of it has converged. */
  private boolean passes(List<Cluster> ring, int exitCode) {
    RolloutGates gates = gateOptions.gates(Duration.ZERO, timeout);
    if (gates.isEveryCluster() || fluxOnly) {
      return exitCode == ExitCode.DONE;
    }
    ClusterQuestions questions = new StatusQuery(invocation, ANSWER);
    return new DeployedRing(ring, converged::contains, questions)
        .watch(gates, new SystemTime(), invocation.report()::status)
        .hasPassed();
  }

  /**
   * Deploys clusters side by side, and prints what they deliver.
   *
   * @param apply changes a cluster, and returns what becomes ready then
   */
  private int deploy(List<Cluster> clusters, Function<Cluster, Deployment> apply) {
    // 1. Each is planned and applied.
    Map<String, Deployment> applied = new ConcurrentHashMap<>();
    int exitCode =
        sideBySide(APPLIED_AT_ONCE)
            .run(clusters, cluster -> applied.put(cluster.name(), apply.apply(cluster)));
    // 2. Then all of them become ready at the same time.
    Map<String, FluxStatus> ready = new ConcurrentHashMap<>();
    List<Cluster> waiting =
        clusters.stream().filter(cluster -> applied.containsKey(cluster.name())).toList();
    int awaited =
        sideBySide(Math.max(waiting.size(), 1))
            .run(
                waiting,
                cluster ->
                    ready.put(
                        cluster.name(), applied.get(cluster.name()).await(fluxOnly, timeout)));
    converged.addAll(ready.keySet());
    report(clusters, ready);
    return ExitCode.worse(exitCode, awaited);
  }

  private void report(List<Cluster> clusters, Map<String, FluxStatus> ready) {
    StatusTable table = new StatusTable(invocation.report());
    List<String> others = new ArrayList<>();
    for (Cluster cluster : clusters) {
      if (!ready.containsKey(cluster.name())) {
        others.add(cluster.name());
      } else if (!fluxOnly) {
        table.printDeliveries(ready.get(cluster.name()));
      }
    }
    if (clusters.size() > 1 && !others.isEmpty()) {
      invocation
          .report()
          .status(
              "%d of %d clusters are ready; not: %s"
                  .formatted(ready.size(), clusters.size(), String.join(", ", others)));
    }
  }

  private ParallelBatch sideBySide(int atOnce) {
    return new ParallelBatch(invocation.report(), atOnce);
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
    // Nothing is changed anywhere unless all of it is as it was approved.
    Map<String, ApprovedDeployment> prepared = new ConcurrentHashMap<>();
    int exitCode =
        sideBySide(APPLIED_AT_ONCE)
            .run(
                clusters,
                cluster -> {
                  ResolvedAccess access = clusterOptions.resolve(invocation, cluster);
                  prepared.put(
                      cluster.name(),
                      ApprovedDeployment.prepare(invocation, bundle, stacks, cluster, access));
                });
    return exitCode == ExitCode.DONE
        ? RingOrder.run(
            invocation.report(),
            clusters,
            ring -> deploy(ring, cluster -> prepared.get(cluster.name()).apply()),
            this::passes)
        : exitCode;
  }
}

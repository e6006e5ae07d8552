package dev.flotilla.main.deploy;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.delivery.ReadinessWaiter;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.cluster.ownership.FieldOwnershipRelease;
import dev.flotilla.main.cluster.ownership.OwnerMark;
import dev.flotilla.main.cluster.ownership.Ownership;
import dev.flotilla.main.cluster.ownership.PendingReleases;
import dev.flotilla.main.cluster.ownership.SecretReplacement;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.opentofu.CredentialVariables;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.Plan;
import dev.flotilla.main.opentofu.state.StackState;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.report.Step;
import java.io.File;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** The deployment of one synthesized cluster. */
public final class Deployment {
  private final Invocation invocation;
  private final Report report;
  private final StackSession stacks;
  private final Cluster cluster;
  private final ResolvedAccess access;

  /** Prepares the work on {@code cluster}, and connects to nothing yet. */
  public Deployment(
      Invocation invocation, StackSession stacks, Cluster cluster, ResolvedAccess access) {
    this.invocation = invocation;
    this.report = invocation.report();
    this.stacks = stacks;
    this.cluster = cluster;
    this.access = access;
  }

  /** Applies the plan, unless a check refuses to change the cluster. */
  public void apply(boolean adopt, boolean migrateState) {
    try (LiveCluster live = LiveCluster.connect(access, invocation.environment())) {
      Optional<LiveFlux> flux = reach(live);
      OpenTofuStack stack =
          migrateState ? stacks.openMigrated(cluster, access) : stacks.open(cluster, access);
      StackState state = stack.state();
      stacks.checkSameCluster(cluster, live, flux, state);
      CredentialVariables credentials = stacks.credentials(cluster);
      credentials.checkForApply(state);
      StateImport wanted = StateImport.of(live, state, invocation.resolved(cluster).credentials());
      // A Flux that syncs this cluster's own path is ours already, and needs no --adopt.
      OwnerMark mark = new OwnerMark(live, stack.declared().owner());
      if (flux.isEmpty() && !adopt) {
        wanted.requireRequested(cluster.name(), mark);
      }
      clearPending(live, stack);
      reportUnpublished(live, flux, stack, state);
      stacks
          .leftBehind(cluster, state)
          .forEach(line -> report.status(cluster.name() + ": " + line));
      try (Plan plan = plan(stack, wanted)) {
        credentials.checkCreated(plan);
        if (wanted.namespace()) {
          mark.putOnNamespace();
        }
        new SecretReplacement(live, wanted.secrets(), this::importing)
            .makeWayFor(() -> apply(stack, plan));
      }
    }
  }

  /**
   * Waits until what was applied is ready, and, unless {@code fluxOnly}, what that delivers;
   * returns the status then.
   */
  public FluxStatus await(boolean fluxOnly, Duration timeout) {
    try (LiveCluster live = LiveCluster.connect(access, invocation.environment())) {
      awaitFlux(live, timeout);
      if (!fluxOnly) {
        awaitFleet(live, timeout);
      }
      return FluxStatus.of(live, SyncTarget.of(invocation.resolved(cluster).sync()));
    }
  }

  Optional<LiveFlux> reach(LiveCluster live) {
    try (Step step = report.step(cluster.name(), "cluster")) {
      Optional<LiveFlux> flux = LiveFlux.find(live);
      step.done("%s, context '%s' of %s".formatted(live.server(), access.context(), files()));
      return flux;
    }
  }

  private String files() {
    return access.files().stream()
        .map(file -> invocation.shown(file).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void reportUnpublished(
      LiveCluster live, Optional<LiveFlux> flux, OpenTofuStack stack, StackState state) {
    Ownership.of(live, flux)
        .unpublished(stack.declared().bootstrapValues(), state.bootstrapValues())
        .forEach(line -> report.status(cluster.name() + ": " + Ownership.MESSAGE + line));
  }

  /** What Helm has noted of a run that was killed would fail the apply, not the plan. */
  void clearPending(LiveCluster live, OpenTofuStack stack) {
    PendingReleases pending = new PendingReleases(live, stack.declared().releases());
    if (!pending.isEmpty()) {
      stack.whileLocked(
          () -> pending.clear(line -> report.status(cluster.name() + ": recover: " + line)));
    }
  }

  private Plan plan(OpenTofuStack stack, StateImport wanted) {
    if (wanted.namespace()) {
      importing("the namespace flux-system, which the state does not know");
    }
    try (Step step = report.step(cluster.name(), "plan")) {
      Plan plan = stack.plan(wanted.namespace());
      step.done(plan.hasChanges() ? plan.summary() : "no changes");
      plan.changes().forEach(step::progress);
      return plan;
    }
  }

  private void importing(String what) {
    report.status(cluster.name() + ": import: " + what);
  }

  void apply(OpenTofuStack stack, Plan plan) {
    if (!plan.hasChanges()) {
      return;
    }
    try (Step step = report.step(cluster.name(), "apply")) {
      step.done(stack.apply(plan, step::progress));
    }
  }

  private void awaitFlux(LiveCluster live, Duration timeout) {
    try (Step step = report.step(cluster.name(), "wait")) {
      new ReadinessWaiter(live, timeout, step::progress).awaitFlux();
      String version = LiveFlux.find(live).map(LiveFlux::version).orElse("");
      step.done(version.isEmpty() ? "Flux is ready" : "Flux " + version + " is ready");
    }
  }

  private void awaitFleet(LiveCluster live, Duration timeout) {
    try (Step step = report.step(cluster.name(), "fleet")) {
      new ReadinessWaiter(live, timeout, step::progress).awaitFleet();
      FieldOwnershipRelease.of(live);
      step.done("all that Flux delivers is ready");
    }
  }
}

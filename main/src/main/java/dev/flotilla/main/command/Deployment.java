package dev.flotilla.main.command;

import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.constructs.flux.FluxBootstrap;
import dev.flotilla.main.cluster.Access;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.LiveFlux;
import dev.flotilla.main.cluster.Readiness;
import dev.flotilla.main.cluster.Sync;
import dev.flotilla.main.opentofu.Credentials;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.Plan;
import dev.flotilla.main.opentofu.StackState;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.report.Step;
import dev.flotilla.stacks.Cluster;
import java.time.Duration;
import java.util.Optional;

/** The deployment of one synthesized cluster. */
final class Deployment {
  private final Invocation invocation;
  private final Report report;
  private final Stacks stacks;
  private final Cluster cluster;
  private final Access access;

  Deployment(Invocation invocation, Stacks stacks, Cluster cluster, Access access) {
    this.invocation = invocation;
    this.report = invocation.report();
    this.stacks = stacks;
    this.cluster = cluster;
    this.access = access;
  }

  void run(boolean adopt, Duration timeout) {
    try (LiveCluster live = access.connect(invocation.environment())) {
      Optional<LiveFlux> flux = checkCluster(live);
      OpenTofuStack stack = stacks.open(cluster, access);
      StackState state = stack.state();
      Credentials credentials = stacks.credentials(cluster);
      credentials.checkRevisions(state);
      credentials.checkGiven(state);
      boolean adopting = isAdopting(live, flux, state, adopt);
      try (Plan plan = plan(stack, adopting)) {
        credentials.checkGiven(plan);
        if (adopting) {
          deleteUnknownSecrets(live, state);
        }
        apply(stack, plan);
      }
      await(live, timeout);
    }
  }

  private Optional<LiveFlux> checkCluster(LiveCluster live) {
    try (Step step = report.step(cluster.name(), "cluster")) {
      Optional<LiveFlux> flux = live.flux();
      Sync.checkSameCluster(live, Sync.of(invocation.fleet(), cluster), flux);
      step.done(
          "%s, context '%s' of %s"
              .formatted(live.server(), access.context(), invocation.shown(access.kubeconfig())));
      return flux;
    }
  }

  /**
   * A namespace that the state does not know must be imported. If its FluxInstance is this
   * cluster's own, as after a detach, nobody has to ask for that.
   */
  private boolean isAdopting(
      LiveCluster live, Optional<LiveFlux> flux, StackState state, boolean adopt) {
    if (state.hasNamespace(FluxBootstrap.NAMESPACE) || !live.hasNamespace()) {
      return false;
    }
    if (flux.isEmpty() && !adopt) {
      throw new Failure(
          "cluster '%s' has a namespace '%s' that the state does not know; run 'flotilla deploy %s --adopt' to take it over, or delete it"
              .formatted(cluster.name(), FluxBootstrap.NAMESPACE, cluster.name()));
    }
    report.status(
        "%s: adopt: taking over the namespace %s, which the state does not know"
            .formatted(cluster.name(), FluxBootstrap.NAMESPACE));
    return true;
  }

  private Plan plan(OpenTofuStack stack, boolean adopting) {
    try (Step step = report.step(cluster.name(), "plan")) {
      Plan plan = stack.plan(adopting);
      step.done(plan.hasChanges() ? plan.summary() : "no changes");
      plan.changes().forEach(step::progress);
      return plan;
    }
  }

  /** Importing a Secret would put its data into the state, so it makes way for the one applied. */
  private void deleteUnknownSecrets(LiveCluster live, StackState state) {
    for (Credential credential : invocation.fleet().credentials(cluster)) {
      String name = credential.secretName();
      if (state.secretRevision(name).isEmpty() && live.hasSecret(name)) {
        live.deleteSecret(name);
        report.status(cluster.name() + ": adopt: replacing the Secret " + name);
      }
    }
  }

  private void apply(OpenTofuStack stack, Plan plan) {
    if (!plan.hasChanges()) {
      return;
    }
    try (Step step = report.step(cluster.name(), "apply")) {
      step.done(stack.apply(plan, step::progress));
    }
  }

  private void await(LiveCluster live, Duration timeout) {
    try (Step step = report.step(cluster.name(), "wait")) {
      new Readiness(live, timeout, step::progress).await();
      String version = live.flux().map(LiveFlux::version).orElse("");
      step.done(version.isEmpty() ? "Flux is ready" : "Flux " + version + " is ready");
    }
  }
}

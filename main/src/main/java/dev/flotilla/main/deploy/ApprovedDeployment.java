package dev.flotilla.main.deploy;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.ownership.Ownership;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.opentofu.CredentialVariables;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.Plan;
import dev.flotilla.main.opentofu.state.StackState;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.review.bundle.Bundle;
import java.util.List;
import java.util.Optional;

/** The deployment of one synthesized cluster by a plan that was approved. */
public final class ApprovedDeployment {
  private final Invocation invocation;
  private final Bundle bundle;
  private final StackSession stacks;
  private final Cluster cluster;
  private final ResolvedAccess access;
  private final Deployment deployment;
  private final OpenTofuStack stack;

  private ApprovedDeployment(
      Invocation invocation,
      Bundle bundle,
      StackSession stacks,
      Cluster cluster,
      ResolvedAccess access) {
    this.invocation = invocation;
    this.bundle = bundle;
    this.stacks = stacks;
    this.cluster = cluster;
    this.access = access;
    this.deployment = new Deployment(invocation, stacks, cluster, access);
    this.stack = stacks.open(cluster, access, bundle.lock(cluster.name()));
  }

  /**
   * Prepares it, and changes nothing; refuses a cluster of which something is no longer as it was
   * planned, and demands the credentials that the plan sends.
   */
  public static ApprovedDeployment prepare(
      Invocation invocation,
      Bundle bundle,
      StackSession stacks,
      Cluster cluster,
      ResolvedAccess access) {
    try (LiveCluster live = LiveCluster.connect(access, invocation.environment())) {
      ApprovedDeployment prepared =
          new ApprovedDeployment(invocation, bundle, stacks, cluster, access);
      Optional<LiveFlux> flux = prepared.deployment.reach(live);
      StackState state = prepared.requireSame(live, flux);
      CredentialVariables credentials = stacks.credentials(cluster);
      credentials.checkForApply(state);
      try (Plan plan = prepared.plan()) {
        credentials.checkCreated(plan);
      }
      return prepared;
    }
  }

  /**
   * Applies the plan, and returns what becomes ready then. Other clusters were deployed since it
   * was prepared, so it is looked at again.
   */
  public Deployment apply() {
    try (LiveCluster live = LiveCluster.connect(access, invocation.environment())) {
      requireSame(live, LiveFlux.find(live));
      deployment.clearPending(live, stack);
      try (Plan plan = plan()) {
        deployment.apply(stack, plan);
      }
      return deployment;
    }
  }

  private StackState requireSame(LiveCluster live, Optional<LiveFlux> flux) {
    StackState state = stack.state();
    stacks.checkSameCluster(cluster, live, flux, state);
    bundle.requireSame(PlanFacts.of(cluster, stack, live.uid(), Ownership.of(live, flux)));
    List<String> inTheWay = stacks.unknownToTheState(cluster, live, state);
    if (!inTheWay.isEmpty()) {
      throw new Failure(inTheWay, ExitCode.REFUSED);
    }
    return state;
  }

  private Plan plan() {
    String name = cluster.name();
    return stack.plan(bundle.plan(name), bundle.hasChanges(name), bundle.changes(name));
  }
}

package dev.flotilla.main.command.review;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.ownership.Ownership;
import dev.flotilla.main.command.option.ClusterOptions;
import dev.flotilla.main.deploy.PlanFacts;
import dev.flotilla.main.deploy.StackSession;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.PlannedChange;
import dev.flotilla.main.opentofu.state.StackState;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Step;
import dev.flotilla.main.review.bundle.StackFacts;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.NotCompared;
import dev.flotilla.main.review.change.StackPlan;
import dev.flotilla.main.review.danger.DestructionRule;
import dev.flotilla.main.status.ConcurrentQuery;
import dev.flotilla.main.status.ConcurrentQuery.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Plans the stacks of clusters, several side by side. */
final class StackPlans {
  /** Each is OpenTofu with its providers, some 300 MB, which waits for its cluster mostly. */
  private static final int AT_ONCE = 4;

  /** OpenTofu releases the lock of its state when it is interrupted. */
  private static final Duration UNLOCK = Duration.ofMinutes(1);

  private final Invocation invocation;
  private final ClusterOptions clusterOptions;
  private final Duration timeout;
  private final ReviewBundle bundle;

  StackPlans(
      Invocation invocation, ClusterOptions clusterOptions, Duration timeout, ReviewBundle bundle) {
    this.invocation = invocation;
    this.clusterOptions = clusterOptions;
    this.timeout = timeout;
    this.bundle = bundle;
  }

  /** Returns a change set with the plans too; a cluster that fails stops no other. */
  ChangeSet addTo(ChangeSet set, List<Cluster> clusters) {
    StackSession stacks =
        StackSession.synthesize(
            invocation, clusters, cluster -> clusterOptions.check(invocation, cluster));
    bundle.plannedBy(stacks.openTofu());
    List<StackPlan> plans = new ArrayList<>();
    List<Danger> dangers = new ArrayList<>();
    List<NotCompared> failed = new ArrayList<>();
    for (Answer<Cluster, Planned> answer :
        ConcurrentQuery.<Cluster, Planned>ask(
            clusters,
            AT_ONCE,
            UNLOCK,
            timeout,
            (cluster, life) -> plan(stacks, cluster, life),
            this::late)) {
      answer.value().ifPresent(planned -> plans.add(planned.plan()));
      answer.value().ifPresent(planned -> dangers.addAll(planned.dangers()));
      answer
          .failure()
          .ifPresent(
              failure -> {
                invocation.report().failure(failure);
                failed.add(
                    new NotCompared(
                        "stack",
                        String.join("; ", failure.messages()),
                        List.of(answer.asked().name()),
                        true));
              });
    }
    return set.with(plans, dangers, failed);
  }

  /** What a live cluster says: whose it is, and, for a bundle, which. */
  private record Seen(Ownership ownership, String uid) {}

  private record Planned(StackPlan plan, List<Danger> dangers) {}

  private Planned plan(StackSession stacks, Cluster cluster, Runnable life) {
    ResolvedAccess access = clusterOptions.resolve(invocation, cluster);
    access.check();
    OpenTofuStack stack = stacks.open(cluster, access);
    life.run();
    StackState state = stack.state();
    stacks.credentials(cluster).checkRevisions(state);
    Seen seen = look(stacks, cluster, access, state);
    Ownership ownership = seen.ownership();
    Optional<StackFacts> facts =
        bundle.facts(() -> PlanFacts.of(cluster, stack, seen.uid(), ownership));
    life.run();
    try (Step step = invocation.report().step(cluster.name(), "diff")) {
      List<String> lines = new ArrayList<>();
      ownership
          .unpublished(stack.bootstrapValues(), state.bootstrapValues())
          .forEach(line -> lines.add(Ownership.MESSAGE + line));
      lines.addAll(stacks.leftBehind(cluster, state));
      Consumer<String> listener =
          line -> {
            life.run();
            lines.add(line);
          };
      List<PlannedChange> changes = new ArrayList<>();
      boolean hasChanges =
          stack.diff(
              ownership.resources(),
              invocation.report().color(),
              listener,
              changes::add,
              bundle.plan(cluster, stack));
      facts.ifPresent(made -> bundle.addStack(made, stack));
      step.done(hasChanges ? "changes" : "no changes");
      return new Planned(
          new StackPlan(
              cluster.name(),
              hasChanges,
              changes.stream().map(PlannedChange::toString).toList(),
              lines),
          DestructionRule.of(cluster.name(), changes));
    }
  }

  private Failure late(Cluster cluster) {
    return new Failure(
        "the plan of cluster '%s' must go on within %d s, got no sign of life; check the network and its credential plugin, or allow more time with --timeout"
            .formatted(cluster.name(), timeout.toSeconds()));
  }

  /**
   * A Helm release that cannot be read is dropped from the plan, so with a state the cluster must
   * answer.
   */
  private Seen look(StackSession stacks, Cluster cluster, ResolvedAccess access, StackState state) {
    if (state.isEmpty() && !answers(cluster, access)) {
      return new Seen(Ownership.NONE, "");
    }
    try (LiveCluster live = LiveCluster.connect(access, invocation.environment())) {
      Optional<LiveFlux> flux = LiveFlux.find(live);
      stacks.checkSameCluster(cluster, live, flux, state);
      return bundle.isWanted()
          ? new Seen(Ownership.of(live, flux), plannable(stacks, cluster, live, state))
          : new Seen(Ownership.of(live, flux), "");
    }
  }

  /** Returns the uid of a cluster whose plan can be applied as it is. */
  private static String plannable(
      StackSession stacks, Cluster cluster, LiveCluster live, StackState state) {
    List<String> inTheWay = stacks.unknownToTheState(cluster, live, state);
    if (!inTheWay.isEmpty()) {
      throw new Failure(inTheWay);
    }
    return live.uid();
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

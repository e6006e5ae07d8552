package dev.flotilla.main.command.review;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.command.option.ClusterOptions;
import dev.flotilla.main.deploy.StackSession;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Step;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.NotCompared;
import dev.flotilla.main.review.change.StackPlan;
import dev.flotilla.main.review.change.UnchangedStack;
import dev.flotilla.main.status.ConcurrentQuery;
import dev.flotilla.main.status.ConcurrentQuery.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Plans the stacks of clusters, several side by side. */
final class StackPlans {
  /** Each is OpenTofu with its providers, some 300 MB, which uses a core most of the time. */
  private static final int AT_ONCE = 4;

  /** By then a plan on a busy machine has said something, unless it waits for somebody. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** How many clusters are asked at the same time: they cost little but the waiting. */
  private static final int ASKED_AT_ONCE = 32;

  /** OpenTofu releases the lock of its state when it is interrupted. */
  private static final Duration UNLOCK = Duration.ofMinutes(1);

  private final Invocation invocation;
  private final ClusterOptions clusterOptions;
  private final Duration timeout;
  private final boolean isRefreshed;
  private final ReviewBundle bundle;
  private final RunSlots slots = new RunSlots(AT_ONCE, SILENCE);

  /**
   * Prepares plans.
   *
   * @param isRefreshed whether also those are planned of which nothing has changed here
   */
  StackPlans(
      Invocation invocation,
      ClusterOptions clusterOptions,
      Duration timeout,
      boolean isRefreshed,
      ReviewBundle bundle) {
    this.invocation = invocation;
    this.clusterOptions = clusterOptions;
    this.timeout = timeout;
    this.isRefreshed = isRefreshed;
    this.bundle = bundle;
  }

  /** Returns a change set with the plans too; a cluster that fails stops no other. */
  ChangeSet addTo(ChangeSet set, List<Cluster> clusters) {
    StackSession stacks =
        StackSession.synthesize(
            invocation, clusters, cluster -> clusterOptions.check(invocation, cluster));
    bundle.plannedBy(stacks.openTofu());
    List<StackPlan> plans = new ArrayList<>();
    List<UnchangedStack> unchanged = new ArrayList<>();
    List<Danger> dangers = new ArrayList<>();
    List<NotCompared> failed = new ArrayList<>();
    for (Answer<Cluster, Outcome> answer : ask(stacks, clusters)) {
      answer.value().flatMap(Outcome::unchanged).ifPresent(unchanged::add);
      answer
          .value()
          .flatMap(Outcome::planned)
          .ifPresent(
              planned -> {
                plans.add(planned.plan());
                dangers.addAll(planned.dangers());
              });
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
    return set.with(plans, unchanged, dangers, failed);
  }

  /** Either a plan, or that there is no need for one. */
  private record Outcome(
      Optional<StackPlanner.Planned> planned, Optional<UnchangedStack> unchanged) {}

  private List<Answer<Cluster, Outcome>> ask(StackSession stacks, List<Cluster> clusters) {
    try (Step step = invocation.report().step("fleet", "plan")) {
      AtomicInteger ended = new AtomicInteger();
      return ConcurrentQuery.ask(
          clusters,
          ASKED_AT_ONCE,
          UNLOCK,
          timeout,
          (cluster, life) -> {
            try {
              return plan(stacks, cluster, life);
            } finally {
              step.note("%d of %d stacks".formatted(ended.incrementAndGet(), clusters.size()));
            }
          },
          this::late);
    }
  }

  private Outcome plan(StackSession stacks, Cluster cluster, Runnable life) {
    ResolvedAccess access = clusterOptions.resolve(invocation, cluster);
    access.check();
    try (StackPlanner planner = new StackPlanner(invocation, stacks, bundle, cluster, access)) {
      if (!isRefreshed && !bundle.isWanted()) {
        Optional<EmptyPlan> last = inSlot(life, alive -> planner.unchanged());
        if (last.isPresent()) {
          return new Outcome(
              Optional.empty(), Optional.of(new UnchangedStack(cluster.name(), last.get().time())));
        }
      }
      planner.ask();
      life.run();
      return new Outcome(Optional.of(inSlot(life, planner::plan)), Optional.empty());
    }
  }

  private <T> T inSlot(Runnable life, Function<Runnable, T> run) {
    try (RunSlots.Slot slot = slots.take(life)) {
      return run.apply(
          () -> {
            slot.live();
            life.run();
          });
    }
  }

  private Failure late(Cluster cluster) {
    return new Failure(
        "the plan of cluster '%s' must make progress within %d s, got no output; check the network and its credential plugin, or allow more time with --timeout"
            .formatted(cluster.name(), timeout.toSeconds()));
  }
}

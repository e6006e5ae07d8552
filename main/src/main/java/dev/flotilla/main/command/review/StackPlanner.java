package dev.flotilla.main.command.review;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.ownership.Ownership;
import dev.flotilla.main.deploy.PlanFacts;
import dev.flotilla.main.deploy.StackSession;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.PlannedChange;
import dev.flotilla.main.opentofu.state.StackState;
import dev.flotilla.main.opentofu.state.StateVersion;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Step;
import dev.flotilla.main.review.bundle.StackFacts;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.StackPlan;
import dev.flotilla.main.review.danger.DestructionRule;
import dev.flotilla.stacks.StackCustomizer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plans the stack of one cluster, in steps: what costs this machine little comes first, so that
 * several can do it at once.
 */
final class StackPlanner implements AutoCloseable {
  private final Invocation invocation;
  private final StackSession stacks;
  private final ReviewBundle bundle;
  private final Cluster cluster;
  private final ResolvedAccess access;
  private final OpenTofuStack stack;
  private @Nullable LiveCluster live;
  private Optional<LiveFlux> flux = Optional.empty();
  private Optional<Failure> unreachable = Optional.empty();

  /** Prepares the plan of a stack that was synthesized; nothing is started yet. */
  StackPlanner(
      Invocation invocation,
      StackSession stacks,
      ReviewBundle bundle,
      Cluster cluster,
      ResolvedAccess access) {
    this.invocation = invocation;
    this.stacks = stacks;
    this.bundle = bundle;
    this.cluster = cluster;
    this.access = access;
    this.stack = stacks.prepare(cluster, access);
  }

  /** What a live cluster says: whose it is, and, for a bundle, which. */
  private record Seen(Ownership ownership, String uid) {}

  /** A plan, and what is dangerous about it. */
  record Planned(StackPlan plan, List<Danger> dangers) {}

  /**
   * Returns the last plan, if it had no changes and the next one could have none either, unless
   * somebody has changed the cluster itself.
   */
  Optional<EmptyPlan> unchanged() {
    return EmptyPlan.read(stack.planInputs().folder())
        .filter(
            last ->
                stack.planInputs().isLocked()
                    && last.inputs().equals(inputs())
                    && stack.knownStateVersion().filter(last.state()::equals).isPresent());
  }

  private String inputs() {
    return EmptyPlan.inputs(stacks.openTofu(), stack.planInputs(), access);
  }

  /** Asks the cluster for its Flux, which may take long. That it does not answer is kept. */
  void ask() {
    try (Step step = invocation.report().step(cluster.name(), "cluster")) {
      step.note("waits for its answer");
      live = LiveCluster.connect(access, invocation.environment());
      flux = LiveFlux.find(live);
    } catch (Failure failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      unreachable = Optional.of(failure);
    }
  }

  /**
   * Plans it, with the cluster that was asked.
   *
   * @param life is run at each sign of life
   */
  Planned plan(Runnable life) {
    EmptyPlan.forget(stack.planInputs().folder());
    stacks.init(cluster, stack);
    String planned = inputs();
    life.run();
    StackState state = stack.state();
    Optional<StateVersion> version = stack.knownStateVersion();
    stacks.credentials(cluster).checkRevisions(state);
    Seen seen = look(state);
    Ownership ownership = seen.ownership();
    Optional<StackFacts> facts =
        bundle.facts(() -> PlanFacts.of(cluster, stack, seen.uid(), ownership));
    life.run();
    try (Step step = invocation.report().step(cluster.name(), "diff")) {
      List<String> lines = new ArrayList<>();
      ownership
          .unpublished(stack.declared().bootstrapValues(), state.bootstrapValues())
          .forEach(line -> lines.add(Ownership.MESSAGE + line));
      lines.addAll(stacks.leftBehind(cluster, state));
      boolean isSilent = lines.isEmpty();
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
      if (isSilent && !hasChanges) {
        version.ifPresent(of -> note(planned, of));
      }
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

  /**
   * A user's own constructs may read what is not known here, so that they are always planned; and
   * another synth may have written the stack meanwhile.
   */
  private void note(String planned, StateVersion version) {
    if (invocation.customizer() == StackCustomizer.NONE && planned.equals(inputs())) {
      new EmptyPlan(
              planned, version, InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS))
          .write(stack.planInputs().folder());
    }
  }

  /**
   * A Helm release that cannot be read is dropped from the plan, so with a state the cluster must
   * answer.
   */
  private Seen look(StackState state) {
    if (unreachable.isPresent()) {
      if (!state.isEmpty()) {
        throw unreachable.get();
      }
      invocation
          .report()
          .status(
              "%s: cluster: existing objects are not shown: %s"
                  .formatted(cluster.name(), unreachable.get().getMessage()));
      return new Seen(Ownership.NONE, "");
    }
    LiveCluster answering = Objects.requireNonNull(live, "the cluster is asked first");
    stacks.checkSameCluster(cluster, answering, flux, state);
    return new Seen(
        Ownership.of(answering, flux), bundle.isWanted() ? plannable(answering, state) : "");
  }

  /** Returns the uid of a cluster whose plan can be applied as it is. */
  private String plannable(LiveCluster answering, StackState state) {
    List<String> inTheWay = stacks.unknownToTheState(cluster, answering, state);
    if (!inTheWay.isEmpty()) {
      throw new Failure(inTheWay);
    }
    return answering.uid();
  }

  @Override
  public void close() {
    if (live != null) {
      live.close();
    }
  }
}

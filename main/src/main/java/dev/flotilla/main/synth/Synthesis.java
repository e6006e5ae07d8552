package dev.flotilla.main.synth;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.InvalidFleetException;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.main.invocation.FleetFailure;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.invocation.OutputLayout;
import dev.flotilla.main.process.Interruption;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Failures;
import dev.flotilla.main.report.Step;
import dev.flotilla.stacks.FleetAppProps;
import dev.flotilla.stacks.FleetSynth;
import dev.flotilla.stacks.StackCustomizer;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Set;
import software.amazon.jsii.JsiiError;

/** Writes stacks, the one part of the program that starts Node.js. */
public final class Synthesis {
  private Synthesis() {}

  /** Writes the stacks of those clusters, or of the whole fleet if none is named. */
  public static void run(Invocation invocation, OutputLayout folders, Set<String> clusters) {
    try (Step step = invocation.report().step("fleet", "synth")) {
      ResolvedFleet fleet = invocation.resolved();
      FleetAppProps props =
          FleetAppProps.of(folders.output())
              .withClusters(clusters)
              .withProjectOutput(folders.isDefault())
              .withCustomizer(customizer(invocation));
      if (isVaried(invocation)) {
        SynthesisKernel.start(invocation);
        FleetSynth.runAll(fleet, props);
      } else {
        FleetSynth.run(fleet, props, () -> SynthesisKernel.start(invocation));
      }
      Collection<String> names =
          clusters.isEmpty()
              ? invocation.fleet().clusters().stream().map(Cluster::name).toList()
              : clusters;
      ShownChanges.forget(folders, names);
      int count = names.size();
      step.done(
          "%d %s in %s"
              .formatted(
                  count, count == 1 ? "stack" : "stacks", invocation.shown(folders.output())));
    } catch (InvalidFleetException e) {
      throw FleetFailure.ofProblems(e.problems());
    } catch (UncheckedIOException e) {
      if (Interruption.mayHaveCaused(e.getCause())) {
        awaitInterruption();
      }
      throw Failures.of(
          e, "; make it accessible to you, or name another with --output or CDKTF_OUTDIR");
    } catch (JsiiError e) {
      if (SynthesisKernel.hasEnded(e)) {
        // Most often by Ctrl-C.
        awaitInterruption();
      }
      throw ofNodeJs(e);
    }
  }

  /**
   * Returns whether stacks depend on more than the fleet: on a user's constructs, or on CDKTF's own
   * settings.
   */
  private static boolean isVaried(Invocation invocation) {
    return invocation.customizer() != StackCustomizer.NONE
        || !invocation.variable("SYNTH_HCL_OUTPUT").isEmpty()
        || !invocation.variable("CDKTF_CONTEXT_JSON").matches("(\\{\\s*\\})?");
  }

  /** What it throws is reported like a mistake in the fleet, except the end of Node.js. */
  private static StackCustomizer customizer(Invocation invocation) {
    return (stack, cluster) -> {
      try {
        invocation.customizer().customize(stack, cluster);
      } catch (OutOfMemoryError e) {
        throw e;
      } catch (RuntimeException | Error e) {
        if (e instanceof JsiiError jsii && SynthesisKernel.hasEnded(jsii)) {
          throw e;
        }
        throw FleetFailure.of(
            e, "the constructs of cluster '%s' must be created".formatted(cluster.name()));
      }
    };
  }

  private static void awaitInterruption() {
    try {
      Interruption.await();
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  /** Its messages go on with a stack trace of Node.js. */
  private static Failure ofNodeJs(JsiiError e) {
    Failure failure =
        new Failure(
            "the stacks must be created without an error of Node.js, got '%s'; set %s=1 to see where"
                .formatted(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    Failures.DEBUG_VARIABLE));
    failure.initCause(e);
    return failure;
  }
}

package dev.flotilla.stacks;

import dev.flotilla.fleet.resolve.InvalidFleetException;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.stacks.output.Libraries;
import dev.flotilla.stacks.output.StackOutput;
import java.util.Optional;

/**
 * Writes what the app of a fleet writes, but starts Node.js only if a stack has changed: a stack is
 * kept if it was made of the same values by the same libraries and has not been touched since.
 */
public final class FleetSynth {
  private FleetSynth() {}

  /**
   * Writes the output: all of it or, when something fails, nothing.
   *
   * @param nodeJs is run before Node.js starts, if it has to start
   * @throws InvalidFleetException if the artifact or a stack breaks a rule; it lists all of them
   */
  public static void run(ResolvedFleet fleet, FleetAppProps props, Runnable nodeJs) {
    run(fleet, props, Libraries.digest(), nodeJs);
  }

  static void run(
      ResolvedFleet fleet, FleetAppProps props, Optional<String> libraries, Runnable nodeJs) {
    SynthInput input = SynthInput.of(fleet, props, libraries);
    if (input.changed().isEmpty()) {
      try (StackOutput output = input.output()) {
        input.writeArtifact(() -> false);
        output.publish();
      }
    } else {
      start(nodeJs, input);
      // Nobody looks at the tree, in which each tenant is a call to Node.js.
      new FleetApp(
              input,
              (app, cluster) -> new ClusterStack(app, cluster.name(), StackValues.of(cluster)))
          .synth();
    }
  }

  /**
   * Writes every stack, also those that have not changed, with what the customizer of {@code props}
   * adds: all of the output or, when something fails, nothing.
   *
   * @throws InvalidFleetException if the artifact or a stack breaks a rule; it lists all of them
   */
  public static void runAll(ResolvedFleet fleet, FleetAppProps props) {
    new FleetApp(fleet, props).synth();
  }

  private static void start(Runnable nodeJs, SynthInput input) {
    try {
      nodeJs.run();
    } catch (RuntimeException | Error e) {
      input.output().close();
      throw e;
    }
  }
}

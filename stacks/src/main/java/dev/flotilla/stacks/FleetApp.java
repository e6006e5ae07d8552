package dev.flotilla.stacks;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.KindAccess;
import dev.flotilla.fleet.resolve.InvalidFleetException;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.stacks.output.StackOutput;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/**
 * A fleet as a CDKTF app: after {@link #synth} the output has one stack for each requested cluster,
 * and the fleet artifact of these clusters.
 */
public final class FleetApp extends App {
  private final SynthInput input;
  private volatile boolean hasFailed;

  /**
   * Builds the stacks of {@code fleet}.
   *
   * @throws InvalidFleetException if the fleet, or an object of its artifact, breaks a rule, or the
   *     folder of a vendored chart is not that of the chart; it lists all of them
   * @throws IllegalArgumentException if the fleet has no cluster of a requested name, the output
   *     folder has what no synth of the fleet wrote, or what was added is Flux's to apply
   */
  public FleetApp(Fleet fleet, FleetAppProps props) {
    this(ResolvedFleet.of(fleet), props);
  }

  FleetApp(ResolvedFleet fleet, FleetAppProps props) {
    this(
        SynthInput.of(fleet, props),
        (app, cluster) -> customized(app, cluster, props.customizer()));
  }

  FleetApp(SynthInput input, BiFunction<App, ResolvedCluster, ClusterStack> stack) {
    super(AppConfig.builder().outdir(input.output().workFolder().toString()).build());
    this.input = input;
    try {
      input.changed().forEach(cluster -> add(cluster, stack.apply(this, cluster)));
    } catch (RuntimeException | Error e) {
      input.output().close();
      throw e;
    }
  }

  private void add(ResolvedCluster cluster, ClusterStack stack) {
    if (cluster.cluster().openTofu().access() instanceof KindAccess) {
      String name = cluster.name();
      stack.addDependency(
          new KindStack(this, KindAccess.stackName(name), new KindStackProps(name)));
    }
  }

  private static ClusterStack customized(
      App app, ResolvedCluster cluster, StackCustomizer customizer) {
    ClusterStack stack = new ClusterStack(app, cluster.name(), new ClusterStackProps(cluster));
    customizer.customize(stack, cluster.cluster());
    return stack;
  }

  /**
   * Writes the output: all of it or, when something fails, nothing.
   *
   * @throws InvalidFleetException if a text in a stack breaks a rule; it lists all of them
   */
  @Override
  public void synth() {
    try (StackOutput output = input.output()) {
      CompletableFuture<Void> artifact =
          CompletableFuture.runAsync(() -> input.writeArtifact(() -> hasFailed));
      try {
        super.synth();
      } catch (RuntimeException | Error e) {
        hasFailed = true;
        artifact.exceptionally(ignored -> null).join();
        throw e;
      }
      await(artifact);
      InvalidFleetException.requireNone(output.problems());
      output.publish();
    }
  }

  private static void await(CompletableFuture<Void> written) {
    try {
      written.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}

package dev.flotilla.stacks;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import dev.flotilla.constructs.fleet.FleetFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * A fleet as a CDKTF app: after {@link #synth} the output has one stack for each cluster asked for.
 */
public final class FleetApp extends App {
  private final SynthOutput output;
  private final List<ClusterStack> stacks = new ArrayList<>();
  private final Map<FleetFile.Content, FleetFile.Content> contents = new LinkedHashMap<>();
  private volatile boolean hasFailed;

  /**
   * Builds the stacks of {@code fleet}.
   *
   * @throws InvalidFleetException if the fleet breaks a rule; it tells all of them
   * @throws IllegalArgumentException if the fleet has no cluster of a name that is asked for, or
   *     the output folder has what no synth of the fleet wrote
   */
  public FleetApp(Fleet fleet, FleetAppProps props) {
    this(ResolvedFleet.of(fleet), props, StackCustomizer.NONE);
  }

  /**
   * Builds the stacks of {@code fleet}, whose rules have been checked.
   *
   * @param customizer adds to each stack what the fleet does not have
   * @throws IllegalArgumentException if the fleet has no cluster of a name that is asked for, the
   *     output folder has what no synth of the fleet wrote, or what was added is Flux's to apply
   */
  public FleetApp(ResolvedFleet fleet, FleetAppProps props, StackCustomizer customizer) {
    this(fleet, props, output(fleet.fleet(), props), customizer);
  }

  private static SynthOutput output(Fleet fleet, FleetAppProps props) {
    requireAllOf(fleet, props);
    List<String> stacks =
        fleet.clusters().stream().filter(props::has).flatMap(FleetApp::stacks).toList();
    return new SynthOutput(props, fleet, stacks);
  }

  private static Stream<String> stacks(Cluster cluster) {
    return cluster.access() instanceof KindAccess
        ? Stream.of(cluster.name(), KindAccess.stackName(cluster.name()))
        : Stream.of(cluster.name());
  }

  private FleetApp(
      ResolvedFleet fleet, FleetAppProps props, SynthOutput output, StackCustomizer customizer) {
    super(AppConfig.builder().outdir(output.workFolder().toString()).build());
    this.output = output;
    try {
      for (ResolvedCluster cluster : fleet.clusters()) {
        if (props.has(cluster.cluster())) {
          addStacks(cluster, customizer);
        }
      }
    } catch (RuntimeException | Error e) {
      output.close();
      throw e;
    }
  }

  private void addStacks(ResolvedCluster cluster, StackCustomizer customizer) {
    if (cluster.cluster().access() instanceof KindAccess) {
      KindStack kind = new KindStack(this, cluster.cluster());
      addStack(cluster, customizer).addDependency(kind);
    } else {
      addStack(cluster, customizer);
    }
  }

  private ClusterStack addStack(ResolvedCluster cluster, StackCustomizer customizer) {
    ClusterStack stack = new ClusterStack(this, cluster);
    stack.objects().closedDuring(() -> customizer.customize(stack, cluster.cluster()));
    stack.objects().share(contents);
    stacks.add(stack);
    return stack;
  }

  private static void requireAllOf(Fleet fleet, FleetAppProps props) {
    for (String name : props.clusters()) {
      if (fleet.cluster(name).isEmpty()) {
        throw new IllegalArgumentException(
            "a cluster to synthesize must be one of the fleet's, got '" + name + "'");
      }
    }
  }

  /**
   * Writes the output: all of it or, when something fails, nothing.
   *
   * @throws InvalidFleetException if the objects of a cluster break a rule; it tells all of them
   */
  @Override
  public void synth() {
    try (output) {
      CompletableFuture<Void> fleet = CompletableFuture.runAsync(this::writeFleet);
      try {
        InvalidFleetException.requireNone(
            stacks.stream().flatMap(stack -> stack.objects().problems().stream()).toList());
        super.synth();
      } catch (RuntimeException | Error e) {
        hasFailed = true;
        fleet.exceptionally(ignored -> null).join();
        throw e;
      }
      await(fleet);
      InvalidFleetException.requireNone(output.problems());
      output.publish();
    }
  }

  /** Plain Java, so that it need not wait until Node.js has written the stacks. */
  private void writeFleet() {
    for (ClusterStack stack : stacks) {
      if (hasFailed) {
        return;
      }
      output.fleet().write(stack.context().cluster(), stack.objects());
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

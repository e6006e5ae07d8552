package dev.flotilla.stacks;

import dev.flotilla.constructs.chart.VendoredChart;
import dev.flotilla.fleet.access.KindAccess;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.InvalidFleetException;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.stacks.output.Fingerprint;
import dev.flotilla.stacks.output.StackOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What a synth is made of, checked before Node.js begins.
 *
 * @param changed those of the requested clusters whose stacks are written
 * @param artifact the parts of the requested clusters, and the descriptor of the whole fleet
 */
record SynthInput(List<ResolvedCluster> changed, RenderedFleet artifact, StackOutput output) {
  /** Returns an input by which every stack is written. */
  static SynthInput of(ResolvedFleet fleet, FleetAppProps props) {
    return of(fleet, props, Optional.empty());
  }

  /**
   * Returns an input by which stacks that have not changed are kept.
   *
   * @param libraries the digest of what makes stacks of values; empty keeps none
   */
  static SynthInput of(ResolvedFleet fleet, FleetAppProps props, Optional<String> libraries) {
    requireAllOf(fleet, props);
    List<ResolvedCluster> clusters =
        fleet.clusters().stream().filter(cluster -> props.has(cluster.name())).toList();
    RenderedFleet whole = RenderedFleet.of(fleet);
    List<RenderedCluster> parts =
        whole.clusters().stream().filter(part -> props.has(part.name())).toList();
    List<Problem> problems = new ArrayList<>();
    fleet.clusters().stream().flatMap(SynthInput::chartProblems).forEach(problems::add);
    parts.forEach(cluster -> problems.addAll(cluster.problems()));
    InvalidFleetException.requireNone(problems);
    List<String> stacks = clusters.stream().flatMap(cluster -> stacks(cluster).stream()).toList();
    StackOutput output =
        new StackOutput(
            props.output(), fleet.fleet(), stacks, !props.isSubset(), props.isProjectOutput());
    List<ResolvedCluster> changed = new ArrayList<>();
    for (ResolvedCluster cluster : clusters) {
      boolean isKept =
          libraries.isPresent() && output.keeps(stacks(cluster), values(libraries.get(), cluster));
      if (!isKept) {
        changed.add(cluster);
      }
    }
    return new SynthInput(changed, new RenderedFleet(parts, whole.descriptor()), output);
  }

  private static String values(String libraries, ResolvedCluster cluster) {
    return Fingerprint.of(libraries, StackValues.of(cluster));
  }

  private static void requireAllOf(ResolvedFleet fleet, FleetAppProps props) {
    for (String name : props.clusters()) {
      if (fleet.cluster(name).isEmpty()) {
        throw new IllegalArgumentException(
            "a cluster to synthesize must be one of the fleet's, got '" + name + "'");
      }
    }
  }

  /** Only the disk shows what a chart's folder has; CDKTF would copy any folder. */
  private static Stream<Problem> chartProblems(ResolvedCluster cluster) {
    return VendoredChart.problem(cluster.bootstrap().operator())
        .map(problem -> new Problem(cluster.name(), problem))
        .stream();
  }

  /** Returns those of one cluster: the one that creates a kind cluster belongs to it. */
  private static List<String> stacks(ResolvedCluster cluster) {
    return cluster.cluster().openTofu().access() instanceof KindAccess
        ? List.of(KindAccess.stackName(cluster.name()), cluster.name())
        : List.of(cluster.name());
  }

  /** Writes the artifact beside the stacks, several clusters at once, until {@code hasFailed}. */
  void writeArtifact(BooleanSupplier hasFailed) {
    output.fleet().write(artifact.descriptor());
    artifact.clusters().parallelStream()
        .filter(cluster -> !hasFailed.getAsBoolean())
        .forEach(output.fleet()::write);
  }
}

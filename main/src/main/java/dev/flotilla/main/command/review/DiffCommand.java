package dev.flotilla.main.command.review;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.main.command.option.ChartsOption;
import dev.flotilla.main.command.option.DurationConverter;
import dev.flotilla.main.command.option.OptionalClusters;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.invocation.OutputLayout;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.review.baseline.Baseline;
import dev.flotilla.main.review.baseline.Baselines;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.NotCompared;
import dev.flotilla.main.review.content.ContentReview;
import dev.flotilla.main.review.print.ClusterSummary;
import dev.flotilla.main.synth.ShownChanges;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Shows what changes on which clusters, and what is dangerous about it. */
@Command(
    name = "diff",
    description =
        "Show what a publish and a deploy would change, dangers first; needs no credential of a"
            + " cluster.",
    footer = {
      "%nThe fleet artifact is compared with what the clusters' channels point to, verified as the",
      "clusters verify it; the stacks with their states and clusters, by OpenTofu. What Flux owns",
      "is no change of a stack: only publishing changes it.",
      "%nExit code: 0 no change, 2 changes, 1 error. What could not be compared is never 0."
    })
public final class DiffCommand implements Callable<Integer> {
  /** What a change of a fleet changes. */
  enum Plane {
    ARTIFACT,
    STACKS
  }

  /** Reads a plane, written in lower case. */
  static final class PlaneConverter implements ITypeConverter<Plane> {
    @Override
    public Plane convert(String value) {
      return Stream.of(Plane.values())
          .filter(plane -> plane.name().toLowerCase(Locale.ROOT).equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "must be 'artifact' or 'stacks', got '" + value + "'"));
    }
  }

  private final Invocation invocation;

  @Mixin private OptionalClusters clusterOptions = new OptionalClusters();

  @Option(
      names = "--against",
      paramLabel = "REF|DIR",
      description =
          "Compare the fleet artifact with a Git revision, or with a folder that has an earlier"
              + " rendering, such as an output folder; stacks are not planned.")
  private @Nullable String against;

  @Option(
      names = "--component",
      paramLabel = "DIR",
      description =
          "Compare what clusters get of a component's or tenant's folder with what they get of the"
              + " published artifact, and nothing else; can be repeated.")
  private List<Path> components = new ArrayList<>();

  @Mixin private ChartsOption charts = new ChartsOption();

  @Option(
      names = "--plane",
      paramLabel = "PLANE",
      converter = PlaneConverter.class,
      description = "Compare one alone: 'artifact', which Flux applies, or 'stacks'.")
  private @Nullable Plane plane;

  @Option(
      names = "--refresh",
      description =
          "Plan every stack, also where nothing has changed since its last plan: it shows what was"
              + " changed on the cluster itself.")
  private boolean isRefreshed;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "How long the plan of a cluster may be silent; by default ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "Write plans, artifact and changes to this new folder, and print the digest to approve:",
        "'deploy --plan' and 'publish --plan' do that, or refuse."
      })
  private Optional<Path> out = Optional.empty();

  @ArgGroup private DiffForm form = new DiffForm();

  /** Works for one run of the program. */
  public DiffCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Fleet fleet = invocation.fleet();
    List<Cluster> clusters = clusterOptions.find(fleet);
    try (ReviewBundle bundle = ReviewBundle.open(invocation, out, against == null)) {
      ChangeSet set =
          components.isEmpty()
              ? compare(fleet, clusters, bundle)
              : compareContent(clusters, bundle);
      form.print(set, bundle.complete(set), invocation.report());
      return exitCode(set);
    }
  }

  private ChangeSet compareContent(List<Cluster> clusters, ReviewBundle bundle) {
    if (plane != null || against != null) {
      throw new Failure(
          "--component must come without %s, because content alone is compared, with what is published; drop one of them"
              .formatted(plane == null ? "--against" : "--plane"));
    }
    return ContentReview.of(
        invocation,
        clusters,
        components.stream().map(invocation::resolve).toList(),
        charts.areFetched(),
        bundle::addContent);
  }

  private ChangeSet compare(Fleet fleet, List<Cluster> clusters, ReviewBundle bundle) {
    Set<Plane> planes = plane == null ? EnumSet.allOf(Plane.class) : EnumSet.of(plane);
    if (against != null) {
      planes.remove(Plane.STACKS);
    }
    ChangeSet set = ChangeSet.EMPTY;
    if (planes.contains(Plane.ARTIFACT)) {
      set = compareArtifact(fleet, clusters, bundle);
    }
    if (!planes.contains(Plane.STACKS)) {
      return set;
    }
    ChangeSet all = plan(set, clusters, bundle);
    if (planes.contains(Plane.ARTIFACT)) {
      showBesideStacks(set, clusters);
    }
    return all;
  }

  /** Leaves it for plans of others; this command plans without it. */
  private void showBesideStacks(ChangeSet set, List<Cluster> clusters) {
    OutputLayout folders = OutputLayout.of(invocation, Optional.empty());
    clusters.stream()
        .map(Cluster::name)
        .forEach(name -> ShownChanges.write(folders, name, ClusterSummary.of(set, name)));
  }

  /** What was compared already is printed, also where OpenTofu cannot be started. */
  private ChangeSet plan(ChangeSet set, List<Cluster> clusters, ReviewBundle bundle) {
    try {
      return new StackPlans(invocation, clusterOptions, timeout, isRefreshed, bundle)
          .addTo(set, clusters);
    } catch (Failure failure) {
      if (plane == Plane.STACKS || Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      invocation.report().failure(failure);
      NotCompared all =
          new NotCompared(
              "stack",
              String.join("; ", failure.messages()),
              clusters.stream().map(Cluster::name).toList(),
              true);
      return set.with(List.of(), List.of(), List.of(), List.of(all));
    }
  }

  private ChangeSet compareArtifact(Fleet fleet, List<Cluster> clusters, ReviewBundle bundle) {
    List<RenderedCluster> artifact = invocation.clusters();
    Baseline baseline =
        against == null
            ? Baselines.live(invocation, clusters)
            : Baselines.named(against, invocation, clusters);
    ChangeSet set = baseline.to(artifact, fleet.clusters());
    bundle.addFleet(artifact, clusters, baseline);
    return set;
  }

  private static int exitCode(ChangeSet set) {
    if (set.notCompared().stream().anyMatch(NotCompared::isError)) {
      return ExitCode.ERROR;
    }
    return set.hasChanges() || !set.notCompared().isEmpty() ? ExitCode.ATTENTION : ExitCode.DONE;
  }
}

package dev.flotilla.main.review.baseline;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ClusterArtifacts;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.PublishedArtifact;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Step;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import dev.flotilla.main.review.change.NotCompared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the tags that clusters follow point to now, verified as the clusters verify it. */
final class LiveBaseline {
  /** What several clusters sync alike. */
  private record Source(ChannelArtifact artifact, String tag, boolean isRing) {}

  private final Invocation invocation;
  private final Predicate<String> wanted;
  private final Set<String> all;
  private final List<String> names = new ArrayList<>();
  private final SortedMap<String, SortedMap<String, String>> files = new TreeMap<>();
  private final List<String> compared = new ArrayList<>();
  private final List<NotCompared> notCompared = new ArrayList<>();
  private final SortedMap<String, String> channels = new TreeMap<>();

  private LiveBaseline(Invocation invocation, List<Cluster> clusters) {
    this.invocation = invocation;
    this.all = new TreeSet<>(invocation.fleet().clusters().stream().map(Cluster::name).toList());
    this.wanted =
        Baseline.wanted(invocation.fleet(), clusters.stream().map(Cluster::name).toList());
  }

  /** Fetches it, for those clusters. */
  static Baseline of(Invocation invocation, List<Cluster> clusters) {
    LiveBaseline baseline = new LiveBaseline(invocation, clusters);
    baseline.sources(clusters).forEach(baseline::fetch);
    return new Baseline(
        baseline.names,
        new ArtifactFiles(baseline.files),
        baseline.compared,
        baseline.notCompared,
        baseline.channels);
  }

  private Map<Source, List<String>> sources(List<Cluster> clusters) {
    Fleet fleet = invocation.fleet();
    ClusterResolver resolver = new ClusterResolver(fleet);
    Map<Source, List<String>> sources = new LinkedHashMap<>();
    for (Cluster cluster : clusters) {
      SyncSource sync = resolver.sync(cluster);
      Optional<ChannelArtifact> artifact = new ClusterArtifacts(fleet, cluster).fleet();
      if (sync instanceof OciSource source && artifact.isPresent()) {
        sources
            .computeIfAbsent(
                new Source(
                    artifact.get(), source.tag().value(), cluster.environment().hasSeveralRings()),
                unknown -> new ArrayList<>())
            .add(cluster.name());
      } else {
        notCompared.add(
            new NotCompared(
                Baseline.SUBJECT,
                "it is synced from %s '%s', which has no artifact; compare with --against a folder"
                    .formatted(sync.kind(), sync.address()),
                List.of(cluster.name()),
                false));
      }
    }
    return sources;
  }

  private void fetch(Source source, List<String> clusters) {
    try (Step step = invocation.report().step("fleet", "pull")) {
      Optional<PublishedArtifact> published =
          PublishedArtifact.of(
              source.artifact(),
              source.tag(),
              invocation.environment(),
              invocation.folder(),
              invocation.report().secrets());
      channels.put(source.tag(), published.map(PublishedArtifact::digest).orElse(""));
      if (published.isEmpty()) {
        notCompared.add(
            new NotCompared(
                Baseline.SUBJECT,
                "channel '%s' of '%s' has no artifact yet; publish the fleet%s"
                    .formatted(
                        source.tag(),
                        source.artifact().url(),
                        source.isRing() ? ", and roll it out to that ring" : ""),
                clusters,
                false));
        return;
      }
      step.done(published.get().name());
      names.add(published.get().name());
      Set<String> others = new TreeSet<>(all);
      others.removeAll(clusters);
      // Each channel's artifact has the clusters of all: those of other channels have their own.
      files.putAll(
          ArtifactFiles.ofPaths(published.get().texts(ArtifactFiles::isManifest))
              .only(name -> wanted.test(name) && !others.contains(name))
              .clusters());
      compared.addAll(clusters);
    } catch (Failure failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      notCompared.add(
          new NotCompared(Baseline.SUBJECT, String.join("; ", failure.messages()), clusters, true));
    }
  }
}

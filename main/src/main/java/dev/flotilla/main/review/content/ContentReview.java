package dev.flotilla.main.review.content;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.DescribedArtifact;
import dev.flotilla.fleet.descriptor.DescribedCluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.check.CheckedFolder;
import dev.flotilla.main.check.ContentCheck;
import dev.flotilla.main.check.DeliveredObject;
import dev.flotilla.main.check.LocalContent;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.ComponentFolder;
import dev.flotilla.main.publish.PublishedArtifact;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Step;
import dev.flotilla.main.review.FleetReview;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Comparison;
import dev.flotilla.main.review.change.NotCompared;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares what clusters get of folders of components and tenants with what they get of the
 * published ones: with their variables, and the objects of charts.
 */
public final class ContentReview {
  /** The channel of an environment, and the tag that those of its clusters follow. */
  private record Followed(String channel, String tag) {}

  private final Invocation invocation;
  private final FleetDescriptor fleet;
  private final List<Cluster> clusters;
  private final boolean looksIntoCharts;
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<NotCompared> notCompared = new ArrayList<>();
  private final List<DeliveredObject> before = new ArrayList<>();
  private final List<DeliveredObject> after = new ArrayList<>();

  private ContentReview(Invocation invocation, List<Cluster> clusters, boolean looksIntoCharts) {
    this.invocation = invocation;
    this.fleet = invocation.artifact().descriptor();
    this.clusters = clusters;
    this.looksIntoCharts = looksIntoCharts;
  }

  /**
   * Returns what changes.
   *
   * @param clusters those that count
   * @param looksIntoCharts whether the charts of releases are fetched from their registries
   * @param reviewed gets what was compared
   * @throws Failure with everything that keeps objects of {@code folders} from being there
   */
  public static ChangeSet of(
      Invocation invocation,
      List<Cluster> clusters,
      List<Path> folders,
      boolean looksIntoCharts,
      ReviewedContent reviewed) {
    ContentReview review = new ContentReview(invocation, clusters, looksIntoCharts);
    new LocalContent(invocation, "compare")
        .in(folders, review.fleet)
        .forEach(folder -> review.compare(folder, reviewed));
    return FleetReview.compare(
            ArtifactFiles.ofContent(review.before), ArtifactFiles.ofContent(review.after), clusters)
        .comparedWith(review.comparisons, review.notCompared);
  }

  private void compare(CheckedFolder folder, ReviewedContent reviewed) {
    Map<Followed, Set<String>> byTag = byTag(folder.component().artifact());
    if (byTag.isEmpty()) {
      throw new Failure(
          "a component to compare must be one that its clusters run, got '%s' for %s; name others"
              .formatted(
                  folder.component().artifact().name(),
                  clusters.stream()
                      .map(cluster -> "'" + cluster.name() + "'")
                      .collect(Collectors.joining(", "))));
    }
    List<String> compared = new ArrayList<>();
    SortedMap<String, String> channels = new TreeMap<>();
    byTag.forEach(
        (followed, names) ->
            compare(folder, followed, names)
                .ifPresent(
                    digest -> {
                      compared.addAll(names);
                      channels.put(followed.tag, digest);
                    }));
    if (!compared.isEmpty()) {
      reviewed.add(folder.component().artifact(), folder.content(), compared, channels);
    }
  }

  /** The clusters that apply the artifact, by the tag that they follow. */
  private Map<Followed, Set<String>> byTag(ChannelArtifact artifact) {
    Set<String> consumers =
        described(artifact).consumers().stream()
            .flatMap(consumer -> consumer.clusters().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> wanted = new TreeSet<>(clusters.stream().map(Cluster::name).toList());
    wanted.retainAll(consumers);
    Map<Followed, Set<String>> byTag = new TreeMap<>(Comparator.comparing(Followed::tag));
    for (DescribedCluster cluster : fleet.clusters()) {
      if (wanted.contains(cluster.name())) {
        byTag
            .computeIfAbsent(
                new Followed(
                    fleet.channel(cluster).tag().value(), fleet.followed(cluster).tag().value()),
                followed -> new TreeSet<>())
            .add(cluster.name());
      }
    }
    return byTag;
  }

  private DescribedArtifact described(ChannelArtifact artifact) {
    return fleet.artifacts().stream()
        .filter(other -> other.any().url().equals(artifact.url()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Compares it with what a tag points to, and returns the digest of that: an empty text if it is
   * nothing, and nothing if that is not known.
   */
  private Optional<String> compare(CheckedFolder folder, Followed followed, Set<String> names) {
    ChannelArtifact artifact =
        described(folder.component().artifact()).channels().get(followed.channel);
    String subject = "content of '" + artifact.name() + "'";
    List<DeliveredObject> now = render(folder, names);
    try (Step step = invocation.report().step(artifact.name(), "pull")) {
      Optional<PublishedArtifact> published =
          PublishedArtifact.of(
              artifact,
              followed.tag,
              invocation.environment(),
              invocation.folder(),
              invocation.report().secrets());
      if (published.isEmpty()) {
        notCompared.add(
            new NotCompared(
                subject,
                "channel '%s' of '%s' has no artifact yet; publish it"
                    .formatted(followed.tag, artifact.url()),
                inOrder(names),
                false));
        return Optional.of("");
      }
      step.done(published.get().name());
      before.addAll(
          render(
              new CheckedFolder(
                  new ComponentFolder(folder.component().folder(), artifact),
                  published.get().layer()),
              names));
      after.addAll(now);
      comparisons.add(new Comparison(subject, published.get().name()));
      return Optional.of(published.get().digest());
    } catch (Failure failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      notCompared.add(
          new NotCompared(subject, String.join("; ", failure.messages()), inOrder(names), true));
      return Optional.empty();
    }
  }

  private List<DeliveredObject> render(CheckedFolder folder, Set<String> names) {
    return new ContentCheck(
            invocation, fleet, cluster -> names.contains(cluster.name()), "", looksIntoCharts)
        .render(List.of(folder));
  }

  private List<String> inOrder(Collection<String> names) {
    return clusters.stream().map(Cluster::name).filter(names::contains).toList();
  }
}

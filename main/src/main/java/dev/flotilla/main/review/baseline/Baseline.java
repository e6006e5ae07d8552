package dev.flotilla.main.review.baseline;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.main.review.FleetReview;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Comparison;
import dev.flotilla.main.review.change.NotCompared;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a fleet is compared with.
 *
 * @param names what it is, one line for each source
 * @param files what was rendered
 * @param clusters those that can be compared, whether it has them or not
 * @param notCompared the others, and why
 * @param channels the digests of what channels point to, by their tags, an empty text if that is
 *     nothing; none of a rendering
 */
public record Baseline(
    List<String> names,
    ArtifactFiles files,
    List<String> clusters,
    List<NotCompared> notCompared,
    SortedMap<String, String> channels) {
  static final String SUBJECT = "fleet artifact";

  /** Returns what was compared with what. */
  public List<Comparison> comparisons() {
    return names.stream().map(name -> new Comparison(SUBJECT, name)).toList();
  }

  public Baseline {
    names = List.copyOf(names);
    clusters = List.copyOf(clusters);
    notCompared = List.copyOf(notCompared);
    channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
  }

  /**
   * Returns what changes from it on the clusters that can be compared.
   *
   * @param fleet all clusters of the fleet
   */
  public ChangeSet to(List<RenderedCluster> rendered, List<Cluster> fleet) {
    Set<String> compared = new TreeSet<>(clusters);
    return FleetReview.compare(files, ArtifactFiles.of(rendered).only(compared::contains), fleet)
        .comparedWith(comparisons(), notCompared);
  }

  /** That of a rendering. */
  Baseline(
      List<String> names,
      ArtifactFiles files,
      List<String> clusters,
      List<NotCompared> notCompared) {
    this(names, files, clusters, notCompared, Collections.emptySortedMap());
  }

  /**
   * Returns which clusters of a rendering are compared: those that are named; a cluster that the
   * fleet no longer has, if all are.
   */
  static Predicate<String> wanted(Fleet fleet, List<String> named) {
    Set<String> all = new TreeSet<>(fleet.clusters().stream().map(Cluster::name).toList());
    Set<String> some = new TreeSet<>(named);
    boolean isWhole = some.containsAll(all);
    return name -> some.contains(name) || (isWhole && !all.contains(name));
  }
}

package dev.flotilla.main.rollout.upgrade;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.version.ClusterVersions;
import dev.flotilla.fleet.version.FluxUpgrade;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.StoredVersions;
import dev.flotilla.main.publish.PublishedArtifact;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.RolloutGate;
import dev.flotilla.main.rollout.RolloutRing;
import dev.flotilla.main.rollout.live.ClusterQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * Refuses a ring with a cluster that cannot run the Flux of a fleet's release, and names the way
 * there. A cluster that does not answer is not judged here: it counts as an error of its ring.
 */
public final class UpgradeGate implements RolloutGate {
  private final SortedMap<String, FluxUpgrade> upgrades;
  private final Function<RingName, List<Cluster>> rings;
  private final ClusterQuestions questions;
  private final boolean mayGoDown;

  /**
   * Asks nothing yet.
   *
   * @param rings the clusters of a ring
   * @param mayGoDown whether a cluster may get an older Flux than it runs
   */
  public UpgradeGate(
      SortedMap<String, FluxUpgrade> upgrades,
      Function<RingName, List<Cluster>> rings,
      ClusterQuestions questions,
      boolean mayGoDown) {
    this.upgrades = new TreeMap<>(upgrades);
    this.rings = rings;
    this.questions = questions;
    this.mayGoDown = mayGoDown;
  }

  /**
   * Returns what each cluster gets by a fleet's release.
   *
   * @param isVerified whether clusters verify signatures
   * @throws Failure if no cluster could run it
   */
  public static SortedMap<String, FluxUpgrade> upgrades(
      PublishedArtifact release, boolean isVerified) {
    SortedMap<String, FluxUpgrade> upgrades =
        ReleasedUpgrades.of(release.texts(ReleasedUpgrades::isRead));
    List<String> problems =
        upgrades.values().stream()
            .distinct()
            .flatMap(upgrade -> upgrade.problems(isVerified).stream())
            .toList();
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
    return upgrades;
  }

  @Override
  public Optional<String> hold(RolloutRing ring) {
    SortedMap<String, ClusterVersions> found = new ConcurrentSkipListMap<>();
    List<Cluster> clusters =
        rings.apply(ring.name()).stream()
            .filter(cluster -> upgrades.containsKey(cluster.name()))
            .toList();
    SortedMap<String, String> unknown = new ConcurrentSkipListMap<>();
    List<FluxStatus> unused =
        questions.ask(
            clusters,
            (live, status) -> {
              try {
                found.put(live.name(), versions(live, status));
              } catch (Failure failure) {
                unknown.put(live.name(), failure.getMessage());
              }
            });
    List<String> problems = new ArrayList<>();
    found.forEach(
        (name, versions) ->
            problems(upgrades.get(name), versions)
                .forEach(problem -> problems.add(place(ring, name).concat(problem))));
    unknown.forEach(
        (name, reason) ->
            problems.add(
                place(ring, name)
                    .concat(
                        "the versions that it has objects stored in must be readable, got: %s; let the kubeconfig list customresourcedefinitions"
                            .formatted(reason))));
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
    return Optional.empty();
  }

  private static String place(RolloutRing ring, String cluster) {
    return "ring '%s' stays where it is, cluster '%s': ".formatted(ring.name(), cluster);
  }

  private List<String> problems(FluxUpgrade upgrade, ClusterVersions cluster) {
    List<String> problems = new ArrayList<>(upgrade.problems(cluster));
    if (!mayGoDown) {
      problems.addAll(upgrade.downgrades(cluster));
    }
    return problems;
  }

  /** The definitions are large, and of the right versions while Flux stays the same. */
  private ClusterVersions versions(LiveCluster live, FluxStatus status) {
    boolean isUpgraded = !status.flux().endsWith(upgrades.get(live.name()).flux());
    return new ClusterVersions(
        live.version(),
        status.flux(),
        status.operator(),
        isUpgraded ? StoredVersions.of(live) : new TreeMap<>());
  }
}

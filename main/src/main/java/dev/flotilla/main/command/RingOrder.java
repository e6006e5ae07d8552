package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Works on the clusters of one ring after the other; what fails in a ring keeps the later rings as
 * they are. Clusters of environments without rings count to the first.
 */
final class RingOrder {
  private RingOrder() {}

  /** Decides whether the next ring begins. */
  interface Gate {
    /**
     * Returns whether a ring has shown enough.
     *
     * @param exitCode what the work on it has come to
     */
    boolean passes(List<Cluster> ring, int exitCode);
  }

  /**
   * Returns the worst exit code.
   *
   * @param work works on the clusters of one ring, and returns its exit code
   * @param gate decides after each ring but the last
   */
  static int run(
      Report report, List<Cluster> clusters, ToIntFunction<List<Cluster>> work, Gate gate) {
    List<List<Cluster>> rings = rings(clusters);
    int worst = ExitCode.DONE;
    for (int i = 0; i < rings.size(); i++) {
      int exitCode = work.applyAsInt(rings.get(i));
      worst = ExitCode.worse(worst, exitCode);
      List<List<Cluster>> later = rings.subList(i + 1, rings.size());
      if (!later.isEmpty() && !gate.passes(rings.get(i), exitCode)) {
        later.forEach(ring -> report.status(notBegun(ring)));
        return worst == ExitCode.DONE ? ExitCode.ERROR : worst;
      }
    }
    return worst;
  }

  private static List<List<Cluster>> rings(List<Cluster> clusters) {
    SortedMap<Integer, List<Cluster>> rings = new TreeMap<>();
    for (Cluster cluster : clusters) {
      int place = cluster.ring().map(cluster.environment().rings()::indexOf).orElse(0);
      rings.computeIfAbsent(place, unknown -> new ArrayList<>()).add(cluster);
    }
    return List.copyOf(rings.values());
  }

  private static String notBegun(List<Cluster> ring) {
    return "ring '%s' is left as it is, because a ring before it has failed: %s"
        .formatted(
            ring.get(0).ring().map(RingName::value).orElse(""),
            ring.stream().map(Cluster::name).collect(Collectors.joining(", ")));
  }
}

package dev.flotilla.main.rollout;

import dev.flotilla.fleet.environment.RingName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The clusters of each ring. */
final class SimulatedClusters implements RingClusters {
  private final SimulatedWorld world;
  private final Map<RingName, SortedMap<String, SimulatedCluster>> rings = new LinkedHashMap<>();

  SimulatedClusters(SimulatedWorld world) {
    this.world = world;
  }

  void add(RingName ring, SimulatedCluster cluster) {
    SortedMap<String, SimulatedCluster> own = of(ring);
    own.put("%s-%04d".formatted(ring, own.size()), cluster);
  }

  SortedMap<String, SimulatedCluster> of(RingName ring) {
    return rings.computeIfAbsent(ring, unknown -> new TreeMap<>());
  }

  @Override
  public void fetch(RingName ring) {
    world.step();
    of(ring).values().forEach(cluster -> cluster.ask(world.second()));
    world.step();
  }

  @Override
  public SortedMap<String, ClusterObservation> observe(RingName ring) {
    world.step();
    SortedMap<String, ClusterObservation> seen = new TreeMap<>();
    of(ring).forEach((name, cluster) -> seen.put(name, cluster.observe(world.second())));
    seen.values()
        .forEach(cluster -> world.note(cluster.message(), cluster.health().toString().hashCode()));
    return seen;
  }
}

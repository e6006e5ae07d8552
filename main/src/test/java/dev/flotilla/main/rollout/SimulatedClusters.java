package dev.flotilla.main.rollout;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The clusters of each ring. */
final class SimulatedClusters implements RingClusters {
  private final SimulatedWorld world;
  private final Map<String, SortedMap<String, SimulatedCluster>> rings = new TreeMap<>();

  SimulatedClusters(SimulatedWorld world) {
    this.world = world;
  }

  void add(String ring, SimulatedCluster cluster) {
    SortedMap<String, SimulatedCluster> own = of(ring);
    own.put("%s-%04d".formatted(ring, own.size()), cluster);
  }

  SortedMap<String, SimulatedCluster> of(String ring) {
    return rings.computeIfAbsent(ring, unknown -> new TreeMap<>());
  }

  @Override
  public void fetch(String ring) {
    world.step();
    of(ring).values().forEach(cluster -> cluster.ask(world.second()));
    world.step();
  }

  @Override
  public SortedMap<String, ClusterObservation> observe(String ring) {
    world.step();
    SortedMap<String, ClusterObservation> seen = new TreeMap<>();
    of(ring).forEach((name, cluster) -> seen.put(name, cluster.observe(world.second())));
    seen.values()
        .forEach(cluster -> world.note(cluster.message(), cluster.health().toString().hashCode()));
    return seen;
  }
}

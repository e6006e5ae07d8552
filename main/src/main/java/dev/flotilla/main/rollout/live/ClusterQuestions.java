package dev.flotilla.main.rollout.live;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import java.util.List;
import java.util.function.BiConsumer;

/** Asks several clusters at the same time, each within a limit. */
public interface ClusterQuestions {
  /**
   * Returns the status of each, in their order; one that does not answer is not reached.
   *
   * @param work is done on each that answers, by its status
   */
  List<FluxStatus> ask(List<Cluster> clusters, BiConsumer<LiveCluster, FluxStatus> work);
}

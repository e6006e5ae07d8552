package dev.flotilla.main.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.opentofu.BootstrapValues;
import dev.flotilla.main.report.Failure;
import java.util.Optional;

/** Whether a live cluster is the one that the fleet means, told by what its Flux syncs. */
public final class SameCluster {
  private final LiveCluster cluster;
  private final Sync wanted;
  private final Sync applied;

  /**
   * Prepares the comparison.
   *
   * @param wanted what the fleet wants the cluster to sync
   * @param applied what the last deploy gave to it; nothing if the state does not know
   */
  public SameCluster(LiveCluster cluster, Sync wanted, BootstrapValues applied) {
    this.cluster = cluster;
    this.wanted = wanted;
    this.applied = sync(applied);
  }

  private static Sync sync(BootstrapValues values) {
    JsonNode sync = Ownership.instanceSpec(values).path("sync");
    return new Sync(
        sync.path("url").asText(), sync.path("ref").asText(), sync.path("path").asText());
  }

  /**
   * Refuses another cluster, and in doubt. A mistake in the first bootstrap is none: the state
   * knows that it was made here, and Flux has got nothing by it.
   *
   * @return the mistake that the next deploy corrects, in a line
   */
  public Optional<String> check(Optional<LiveFlux> flux) {
    if (flux.isEmpty() || flux.get().sync().isSameCluster(wanted)) {
      return Optional.empty();
    }
    LiveFlux live = flux.get();
    if (!live.sync().isSameCluster(applied)) {
      throw another(
          live,
          "check the context; if it is the right cluster, first correct spec.sync of the FluxInstance 'flux' on it");
    }
    if (Ownership.isOwned(live.object())) {
      throw another(
          live, "Flux applies this sync itself: publish the new one where it syncs from now");
    }
    Optional<String> revision = cluster.appliedRevision(live.syncName());
    if (revision.isPresent()) {
      throw another(
          live,
          "Flux has applied '"
              + revision.get()
              + "' from there, and deletes that when the sync changes; if it shall, first correct spec.sync of the FluxInstance 'flux' on it");
    }
    return Optional.of(
        "it still syncs %s, path %s, as the last deploy said; Flux has applied nothing from there, so a deploy corrects it"
            .formatted(live.sync().url(), live.sync().path()));
  }

  private Failure another(LiveFlux live, String remedy) {
    return new Failure(
        """
        the cluster at %s must be '%s', but its FluxInstance syncs something else; nothing was changed
        wanted: %s, path %s
        got:    %s, path %s
        %s"""
            .formatted(
                cluster.server(),
                cluster.name(),
                wanted.url(),
                wanted.path(),
                live.sync().url(),
                live.sync().path(),
                remedy));
  }
}

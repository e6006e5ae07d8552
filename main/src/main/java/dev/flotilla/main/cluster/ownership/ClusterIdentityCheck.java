package dev.flotilla.main.cluster.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.ResourceKinds;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.opentofu.state.BootstrapValues;
import dev.flotilla.main.report.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Whether a live cluster is the one that the fleet means, judged by what its Flux syncs, and
 * whether it belongs to nobody else.
 */
public final class ClusterIdentityCheck {
  private final LiveCluster cluster;
  private final SyncTarget wanted;
  private final SyncTarget applied;

  /**
   * Prepares the comparison.
   *
   * @param wanted what the fleet wants the cluster to sync
   * @param applied what the last deploy gave to it; nothing if the state does not know
   */
  public ClusterIdentityCheck(LiveCluster cluster, SyncTarget wanted, BootstrapValues applied) {
    this.cluster = cluster;
    this.wanted = wanted;
    this.applied = sync(applied);
  }

  private static SyncTarget sync(BootstrapValues values) {
    JsonNode sync = Ownership.instanceSpec(values).path("sync");
    return new SyncTarget(
        sync.path("url").asText(), sync.path("ref").asText(), sync.path("path").asText());
  }

  /**
   * Refuses another cluster, one with the Flux of somebody else, and any in doubt. A first
   * bootstrap with a mistake is not refused: the state shows that it was made here, and Flux has
   * applied nothing by it.
   *
   * @return what the next deploy replaces, in a line
   */
  public Optional<String> check(Optional<LiveFlux> flux) {
    if (flux.isPresent() && flux.get().sync().isSameCluster(wanted)) {
      return Optional.empty();
    }
    if (flux.isPresent() && flux.get().sync().isSameCluster(applied)) {
      LiveFlux live = flux.get();
      if (Ownership.isOwned(live.object())) {
        throw owned(live);
      }
      if (appliedRevision(live.syncName()).isEmpty()) {
        return Optional.of(
            "it still syncs %s, path %s, as the last deploy set it; Flux has applied nothing from there, so a deploy corrects it"
                .formatted(live.sync().url(), live.sync().path()));
      }
    }
    return checkIsNobodyElses();
  }

  private Optional<String> checkIsNobodyElses() {
    ForeignFlux foreign =
        new ForeignFlux(cluster.ask(client -> new FluxSearch(client).find()), wanted);
    if (!foreign.isEmpty()) {
      List<ObjectId> pruned =
          foreign
              .sync()
              .filter(foreign::isForeign)
              .map(sync -> prunedWithout(sync, foreign))
              .orElse(List.of());
      throw new ForeignFluxRefusal(foreign, pruned)
          .failure(cluster.server(), cluster.name(), cluster.context(), wanted);
    }
    return foreign.controllers().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "it has %s and no FluxInstance; the Flux Operator replaces them"
                .formatted(String.join(", ", foreign.controllers())));
  }

  /** Returns what the Kustomization {@code name} has last applied, if it ever has. */
  private Optional<String> appliedRevision(String name) {
    return cluster
        .find(ResourceKinds.KUSTOMIZATION, name)
        .flatMap(object -> Optional.ofNullable(object.get("status", "lastAppliedRevision")))
        .map(Object::toString);
  }

  /** Returns what Flux deletes when {@code sync} gets another source or path. */
  private List<ObjectId> prunedWithout(Applier sync, ForeignFlux foreign) {
    return cluster.ask(
        client -> new PruneForecast(new KubernetesObjects(client), foreign::applier).of(sync));
  }

  private Failure owned(LiveFlux live) {
    return new Failure(
        """
        the cluster at %s must be '%s', but its FluxInstance syncs something else; nothing was changed
        wanted: %s, path %s
        got:    %s, path %s
        Flux applies this sync itself: publish the new one, with everything that the cluster has, to where it syncs from now; Flux prunes what is missing there"""
            .formatted(
                cluster.server(),
                cluster.name(),
                wanted.url(),
                wanted.path(),
                live.sync().url(),
                live.sync().path()));
  }
}

package dev.flotilla.main.cluster.ownership;

import dev.flotilla.main.cluster.FluxNamespace;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResourceKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Helm's records of installations and upgrades that have begun, left by a run that was killed: Helm
 * refuses to touch such a release. The record is a Secret without the release's objects, so
 * removing it deletes none of them, and the next apply continues with the existing ones.
 *
 * <p>To be cleared under the lock of the state. Whoever works on these releases does so within an
 * apply, which holds that lock; so what is pending while we hold it is of a run that is dead.
 *
 * @see <a href="https://helm.sh/docs/topics/advanced/#storage-backends">Helm's storage</a>
 */
public final class PendingReleases {
  private static final Set<String> STATUSES =
      Set.of("pending-install", "pending-upgrade", "pending-rollback");

  private final LiveCluster cluster;
  private final Set<String> names;

  /**
   * Prepares the search in the namespace of Flux.
   *
   * @param names the releases of the cluster's stack; those of others are left alone
   */
  public PendingReleases(LiveCluster cluster, List<String> names) {
    this.cluster = cluster;
    this.names = new TreeSet<>(names);
  }

  /** Returns whether no release is pending. */
  public boolean isEmpty() {
    return found().isEmpty();
  }

  /**
   * Removes Helm's records of the pending releases.
   *
   * @param progress gets a line for each
   */
  public void clear(Consumer<String> progress) {
    for (GenericKubernetesResource note : found()) {
      progress.accept(
          "removing Helm's record of release '%s' in state '%s', left by a killed run"
              .formatted(label(note, "name"), label(note, "status")));
      new FluxNamespace(cluster).deleteSecret(note.getMetadata().getName());
    }
  }

  private List<GenericKubernetesResource> found() {
    return cluster.list(ResourceKinds.SECRET).stream()
        .filter(
            secret ->
                label(secret, "owner").equals("helm")
                    && names.contains(label(secret, "name"))
                    && STATUSES.contains(label(secret, "status")))
        .toList();
  }

  private static String label(GenericKubernetesResource object, String name) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(name, "");
  }
}

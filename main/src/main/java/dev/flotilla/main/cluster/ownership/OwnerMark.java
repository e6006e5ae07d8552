package dev.flotilla.main.cluster.ownership;

import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.main.cluster.FluxNamespace;
import dev.flotilla.main.cluster.LiveCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Optional;

/**
 * Who owns the namespace and the Secrets of a bootstrap, by the mark that their stack has put on
 * them.
 *
 * @param own the mark of this cluster in this fleet
 */
public record OwnerMark(LiveCluster cluster, String own) {
  /** Returns whether the namespace of Flux is of this cluster's stack. */
  public boolean isOnNamespace() {
    return isOwn(namespace().object());
  }

  /** Returns whether the Secret {@code name} is of this cluster's stack. */
  public boolean isOnSecret(String name) {
    return isOwn(namespace().secret(name));
  }

  /** Returns who owns the namespace of Flux, if any stack has marked it. */
  public Optional<String> ofNamespace() {
    return namespace().object().flatMap(OwnerMark::mark);
  }

  /**
   * Marks the namespace of Flux, which was imported: Flux annotates it too, so a stack leaves alone
   * the annotations of a namespace that it has not created.
   */
  public void putOnNamespace() {
    if (!own.isEmpty()) {
      namespace().annotate(FluxBootstrapProps.OWNER, own);
    }
  }

  private FluxNamespace namespace() {
    return new FluxNamespace(cluster);
  }

  private boolean isOwn(Optional<GenericKubernetesResource> object) {
    return object.flatMap(OwnerMark::mark).filter(own::equals).isPresent();
  }

  private static Optional<String> mark(GenericKubernetesResource object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return Optional.ofNullable(annotations).map(all -> all.get(FluxBootstrapProps.OWNER));
  }
}

package dev.flotilla.main.cluster.ownership;

import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.main.cluster.FluxNamespace;
import dev.flotilla.main.cluster.LiveCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Optional;

/**
 * Whose the namespace and the Secrets of a bootstrap are, by what their stack has marked them with.
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

  /** Returns whose the namespace of Flux is, if any stack has marked it. */
  public Optional<String> ofNamespace() {
    return namespace().object().flatMap(OwnerMark::mark);
  }

  /**
   * Marks the namespace of Flux, which was taken over: Flux annotates it too, so a stack leaves the
   * annotations of a namespace that it has not made alone.
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

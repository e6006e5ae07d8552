package dev.flotilla.main.cluster.flux;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResourceKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The FluxInstance of a cluster, as it is. */
public final class LiveFlux {
  /** The name of every FluxInstance. */
  public static final String NAME = "flux";

  private final GenericKubernetesResource object;

  /** The FluxInstance as the API server returned it. */
  public LiveFlux(GenericKubernetesResource object) {
    this.object = object;
  }

  /** Returns the FluxInstance of a cluster, if it has one. */
  public static Optional<LiveFlux> find(LiveCluster cluster) {
    return cluster.find(ResourceKinds.FLUX_INSTANCE, NAME).map(LiveFlux::new);
  }

  /** Returns the FluxInstance as the API server returned it. */
  public GenericKubernetesResource object() {
    return object;
  }

  /** Returns the address and path that the FluxInstance syncs. */
  public SyncTarget sync() {
    return new SyncTarget(sync("url"), sync("ref"), sync("path"));
  }

  /** Returns the name of the objects that sync it. */
  public String syncName() {
    String name = sync("name");
    return name.isEmpty() ? object.getMetadata().getNamespace() : name;
  }

  private String sync(String field) {
    @Nullable Object value = object.get("spec", "sync", field);
    return value == null ? "" : value.toString();
  }

  /** Returns whether it is Ready, and not of an earlier generation. */
  public boolean isReady() {
    return ready()
        .filter(Condition::isTrue)
        .filter(condition -> condition.observedGeneration() == object.getMetadata().getGeneration())
        .isPresent();
  }

  /** Returns how it is, in the operator's words. */
  public String message() {
    return ready()
        .map(condition -> condition.message().strip())
        .orElse("the Flux Operator has not seen it yet");
  }

  /** Returns the version of Flux that it has applied, or empty. */
  public String version() {
    @Nullable Object revision = object.get("status", "lastAppliedRevision");
    return revision == null ? "" : revision.toString().replaceFirst("@.*", "");
  }

  private Optional<Condition> ready() {
    return Condition.of(object, "Ready");
  }
}

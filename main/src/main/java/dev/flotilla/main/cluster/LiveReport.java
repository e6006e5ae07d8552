package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.jspecify.annotations.Nullable;

/** The FluxReport of a cluster. */
public final class LiveReport {
  private final GenericKubernetesResource object;

  LiveReport(GenericKubernetesResource object) {
    this.object = object;
  }

  /** Returns the version of the Flux Operator, or empty. */
  public String operatorVersion() {
    @Nullable Object version = object.get("spec", "operator", "version");
    return version == null ? "" : version.toString();
  }
}

package dev.flotilla.main.cluster.flux;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResourceKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The FluxReport of a cluster. */
public final class FluxReport {
  private final GenericKubernetesResource object;

  FluxReport(GenericKubernetesResource object) {
    this.object = object;
  }

  /** Returns what a cluster's operator reports, if it has done so. */
  public static Optional<FluxReport> find(LiveCluster cluster) {
    return cluster.find(ResourceKinds.FLUX_REPORT, LiveFlux.NAME).map(FluxReport::new);
  }

  /** Returns the version of the Flux Operator, or empty. */
  public String operatorVersion() {
    @Nullable Object version = object.get("spec", "operator", "version");
    return version == null ? "" : version.toString();
  }
}

package dev.flotilla.fleet.descriptor;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * How clusters apply an artifact, in the very objects that their Flux gets.
 *
 * @param clusters the names of the clusters, on all of which these objects are equal
 * @param isTenant whether a tenant applies it, within its namespaces only; else a component
 * @param kustomizations the Kustomizations that apply it
 */
@RecordBuilder
public record ArtifactConsumer(
    List<String> clusters, boolean isTenant, List<KubernetesObject> kustomizations) {
  public ArtifactConsumer {
    clusters = List.copyOf(clusters);
    kustomizations = List.copyOf(kustomizations);
  }

  /** Returns the same objects, of other clusters. */
  ArtifactConsumer with(List<String> others) {
    return ArtifactConsumerFields.from(this).clusters(others).build();
  }
}

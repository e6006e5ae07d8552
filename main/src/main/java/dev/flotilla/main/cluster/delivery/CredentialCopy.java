package dev.flotilla.main.cluster.delivery;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.main.cluster.FluxNamespace;
import dev.flotilla.main.cluster.LabelsAndAnnotations;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.ResourceKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A copy of a Secret of Flux's namespace, which the operator makes for a tenant or a component.
 *
 * @param secret the name of both
 * @param namespace where the copy is
 * @param resourceSet what makes it
 */
record CredentialCopy(String secret, String namespace, ObjectId resourceSet) {
  private static final String OWNER = "resourceset.fluxcd.controlplane.io/";

  /** The label with the namespace of the ResourceSet. */
  static final String OWNER_NAMESPACE = OWNER + "namespace";

  /** Returns the copies of Secrets of Flux's namespace that have another value than those. */
  static List<CredentialCopy> stale(LiveCluster cluster) {
    return stale(
        cluster.ask(
            client ->
                client
                    .genericKubernetesResources(ResourceKinds.SECRET)
                    .inAnyNamespace()
                    .withLabel(OWNER_NAMESPACE, FluxInstance.NAMESPACE)
                    .list()
                    .getItems()),
        new FluxNamespace(cluster)::secret);
  }

  /**
   * Returns those that have another value than what they are a copy of.
   *
   * @param applied Secrets that ResourceSets of Flux's namespace have applied
   * @param source finds a Secret of that namespace
   */
  static List<CredentialCopy> stale(
      List<GenericKubernetesResource> applied,
      Function<String, Optional<GenericKubernetesResource>> source) {
    List<CredentialCopy> stale = new ArrayList<>();
    for (GenericKubernetesResource copy : applied) {
      Map<String, String> metadata = LabelsAndAnnotations.of(copy);
      String[] from = metadata.getOrDefault("fluxcd.controlplane.io/copyFrom", "").split("/", 2);
      if (from.length == 2
          && from[0].equals(metadata.get(OWNER_NAMESPACE))
          && source.apply(from[1]).filter(original -> differs(original, copy)).isPresent()) {
        stale.add(
            new CredentialCopy(
                from[1],
                copy.getMetadata().getNamespace(),
                new ObjectId(
                    "fluxcd.controlplane.io",
                    "v1",
                    "ResourceSet",
                    from[0],
                    metadata.getOrDefault(OWNER + "name", ""))));
      }
    }
    return stale;
  }

  private static boolean differs(
      GenericKubernetesResource original, GenericKubernetesResource copy) {
    return !Objects.equals(original.<Object>get("data"), copy.<Object>get("data"));
  }

  @Override
  public String toString() {
    return "the copy of Secret '%s' in namespace '%s' still has the old value"
        .formatted(secret, namespace);
  }
}

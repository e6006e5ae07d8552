package dev.flotilla.main.cluster.ownership;

import dev.flotilla.main.cluster.ObjectId;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;

/**
 * The existing Flux of a cluster, whoever has installed it.
 *
 * @param objects those of every kind of Flux and of its operator, in all namespaces
 * @param deployments its controllers and its operator, in all namespaces
 * @param releases the Helm releases that these are part of
 */
record ExistingFlux(
    List<GenericKubernetesResource> objects,
    List<GenericKubernetesResource> deployments,
    List<Release> releases) {

  /** Nothing at all. */
  static final ExistingFlux NONE = new ExistingFlux(List.of(), List.of(), List.of());

  /**
   * A Helm release that is noted on the cluster.
   *
   * @param owned an object of Flux that is part of it
   */
  record Release(String namespace, String name, ObjectId owned) {}
}

package dev.flotilla.fleet.component;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.DependencyReadiness;
import dev.flotilla.fleet.object.ResourceSet;

/**
 * A component that is waited for: its last Kustomization.
 *
 * @param readiness when the dependency is fulfilled
 */
public record Dependency(PlatformComponent component, DependencyReadiness readiness) {
  /**
   * Returns a dependency that waits until the component has been Ready once; later failures do not
   * block.
   */
  public static Dependency on(PlatformComponent component) {
    return new Dependency(component, DependencyReadiness.once());
  }

  /** Returns the entry of a ResourceSet. */
  public ResourceSet.Dependency toEntry() {
    KubernetesObject last =
        KubernetesObject.of(
            "kustomize.toolkit.fluxcd.io/v1",
            "Kustomization",
            component.namespace().value(),
            component.lastKustomization(),
            Ordered.map());
    return new ResourceSet.Dependency("component '" + component.name() + "'", last, readiness);
  }
}
